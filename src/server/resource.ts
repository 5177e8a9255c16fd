/** Resources of the HTML pages: held in memory, sent with validators, compressed once. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export const HTML = 'text/html; charset=utf-8';
export const SCRIPT = 'text/javascript; charset=utf-8';
export const STYLE = 'text/css; charset=utf-8';

const SECURITY_HEADERS = {
  // Inline styles are the one exception: Monaco, GraphiQL's editor, writes style elements and attributes.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

type Encoding = 'br' | 'gzip';

export interface Resource {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  /** Best first. Compressed on the first request unless precompressed: GraphiQL is eight megabytes. */
  readonly compressed: Partial<Record<Encoding, Buffer | Promise<Buffer>>>;
  /** Whether the name changes with the content. */
  readonly isImmutable: boolean;
}

interface ResourceDetail extends Partial<Pick<Resource, 'isImmutable'>> {
  /** The precompressed content. */
  readonly compressed?: Readonly<Record<Encoding, Buffer>>;
}

const compress = promisify(gzip);

export function resource(type: string, content: string | Buffer, detail: ResourceDetail = {}): Resource {
  const { compressed, isImmutable = false } = detail;
  const plain = Buffer.from(content);
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
  return { type, plain, etag, isImmutable, compressed: { ...compressed } };
}

/** The path of a GET or HEAD, without its query; undefined for other methods, which no page handles. */
export function pagePath({ method, url = '' }: IncomingMessage): string | undefined {
  return method === 'GET' || method === 'HEAD' ? url.split('?', 1)[0] : undefined;
}

export async function sendResource(
  request: IncomingMessage,
  response: ServerResponse,
  found: Resource,
): Promise<void> {
  const headers = {
    ...SECURITY_HEADERS,
    // Otherwise always revalidated, usually with a 304: names without a hash stay correct across upgrades.
    'cache-control': found.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept, accept-encoding',
    // Weak, because all encodings share it.
    etag: `W/${found.etag}`,
  };
  if (request.headers['if-none-match']?.includes(found.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(String(request.headers['accept-encoding'] ?? ''), found);
  if (encoding) found.compressed[encoding] ??= compress(found.plain);
  const body = encoding ? await found.compressed[encoding] : found.plain;
  response.writeHead(200, {
    ...headers,
    'content-type': found.type,
    'content-length': body?.length,
    ...(encoding ? { 'content-encoding': encoding } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function encodingFor(accepted: string, { compressed }: Resource): Encoding | undefined {
  if (compressed.br && /\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

export function sendText(response: ServerResponse, status: 404 | 500, text: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers }).end(text);
}
