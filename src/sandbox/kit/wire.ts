/** The sandbox's requests and replies on the wire, complete or broken. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { SandboxReply } from './vendor.js';

/** No vendor documents a limit this low; it only keeps a mistaken upload from filling the memory. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Calls back with the whole body as text, or with undefined if it is too large. */
export function readBody(request: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // Read an oversized body to its end anyway: a client that is still sending would not see the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  });
  request.on('end', () => {
    const [only = Buffer.alloc(0), ...more] = chunks;
    const bytes = more.length === 0 ? only : Buffer.concat(chunks);
    done(size <= MAX_BODY_BYTES ? bytes.toString('utf8') : undefined);
  });
}

export function send(response: ServerResponse, reply: SandboxReply): void {
  const text = textOf(reply);
  // Node sends a text in one packet with the headers.
  response.writeHead(reply.status, headersOf(reply, Buffer.byteLength(text))).end(text);
}

/** Announces the whole reply in its headers, sends half of the body and ends the connection. */
export function sendHalf(response: ServerResponse, reply: SandboxReply): void {
  const bytes = Buffer.from(textOf(reply));
  response.writeHead(reply.status, headersOf(reply, bytes.length));
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

/** Resets the connection before any byte of an answer. */
export function cut(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function textOf({ body }: SandboxReply): string {
  return typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
}

function headersOf({ status, headers, body }: SandboxReply, length: number): Record<string, string | number> {
  // RFC 9110, 8.6: a 204 must not have this header.
  if (body === undefined) return { ...headers, ...(status !== 204 && { 'content-length': 0 }) };
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return { 'content-type': type, ...headers, 'content-length': length };
}
