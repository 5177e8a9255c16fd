/** The proxy to vendors, from the standard proxy variables. */
import type { Env } from './env.js';

export interface ProxySettings {
  /** For `https:` URLs; may contain credentials. */
  readonly https?: string;
  /** For `http:` URLs, and for all others if `https` is not set. */
  readonly http?: string;
  /** Hosts to reach directly, comma-separated. */
  readonly noProxy?: string;
}

/** Undefined for none. Collects problems in `env`. */
export function readProxy(env: Env): ProxySettings | undefined {
  const https = readUrl(env, 'HTTPS_PROXY');
  const http = readUrl(env, 'HTTP_PROXY');
  const noProxy = env.text('no_proxy') ?? env.text('NO_PROXY');
  if (https === undefined && http === undefined) return undefined;
  return { ...(https && { https }), ...(http && { http }), ...(noProxy && { noProxy }) };
}

/** Lowercase wins, as in curl and undici. */
function readUrl(env: Env, name: string): string | undefined {
  const value = env.text(name.toLowerCase()) ?? env.secret(name);
  if (value === undefined) return undefined;
  const text = value.includes('://') ? value : `http://${value}`;
  if (!isProxyUrl(text)) return env.problem(`${name} must be a URL such as http://proxy.example.com:3128`);
  return new URL(text).href;
}

function isProxyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return protocol === 'http:' || protocol === 'https:';
}

/** For the log: omits credentials. */
export function proxyHosts(proxy: ProxySettings | undefined): readonly string[] | undefined {
  return (
    proxy &&
    [...new Set([proxy.https, proxy.http].flatMap((url) => url ?? []))].map((url) => new URL(url).host)
  );
}

/** Every secret in the settings. */
export function proxySecrets({ https, http }: ProxySettings): string[] {
  return [https, http].flatMap((url) => {
    if (url === undefined) return [];
    const { username, password } = new URL(url);
    if (username === '') return [];
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const basic = Buffer.from(pair).toString('base64');
    return password === '' ? [basic] : [password, decodeURIComponent(password), basic];
  });
}
