/** What the pages for people are made of: resources held in memory, sent with validators, compressed once. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export const HTML = 'text/html; charset=utf-8';
export const SCRIPT = 'text/javascript; charset=utf-8';
export const STYLE = 'text/css; charset=utf-8';

const SECURITY_HEADERS = {
  // Inline styles are the one concession: Monaco, GraphiQL's editor, writes style elements and attributes.
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

export interface Resource {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  /** Compressed once, at the first request: GraphiQL is eight megabytes, a lot for a forwarded port. */
  gzipped?: Promise<Buffer>;
}

const compress = promisify(gzip);

export function resource(type: string, text: string): Resource {
  const plain = Buffer.from(text);
  return { type, plain, etag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}

export async function sendResource(
  request: IncomingMessage,
  response: ServerResponse,
  found: Resource,
): Promise<void> {
  const headers = {
    ...SECURITY_HEADERS,
    // Always revalidated, almost always answered 304: names without a hash stay right over an upgrade.
    'cache-control': 'no-cache',
    vary: 'accept, accept-encoding',
    // Weak, because the compressed form shares it.
    etag: `W/${found.etag}`,
  };
  if (request.headers['if-none-match']?.includes(found.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (zipped) found.gzipped ??= compress(found.plain);
  const body = zipped && found.gzipped ? await found.gzipped : found.plain;
  response.writeHead(200, {
    ...headers,
    'content-type': found.type,
    'content-length': body.length,
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export function sendText(response: ServerResponse, status: 404 | 500, text: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers }).end(text);
}
