/** The proxy on the way to vendors, in the variables that other programs read too. */
import type { Env } from './env.js';

export interface ProxySettings {
  /** For addresses with `https:`; may hold credentials. */
  readonly https?: string;
  /** For addresses with `http:`, and for all others where no `https` is set. */
  readonly http?: string;
  /** Hosts that are reached directly, comma-separated. */
  readonly noProxy?: string;
}

/** Undefined when none exists. Problems are collected in `env`. */
export function readProxy(env: Env): ProxySettings | undefined {
  const https = readUrl(env, 'HTTPS_PROXY');
  const http = readUrl(env, 'HTTP_PROXY');
  const noProxy = env.text('no_proxy') ?? env.text('NO_PROXY');
  if (https === undefined && http === undefined) return undefined;
  return { ...(https && { https }), ...(http && { http }), ...(noProxy && { noProxy }) };
}

/** Lower case wins, as in curl and undici. */
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

/** For the log: without credentials. */
export function proxyHosts(proxy: ProxySettings | undefined): readonly string[] | undefined {
  return (
    proxy &&
    [...new Set([proxy.https, proxy.http].flatMap((url) => url ?? []))].map((url) => new URL(url).host)
  );
}

/** Every secret part of the settings. */
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
