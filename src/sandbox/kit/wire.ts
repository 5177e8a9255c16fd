/** Requests and replies of the sandbox as bytes on a connection, whole ones and broken ones. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { SandboxReply } from './vendor.js';

/** No vendor documents a limit this low; it only keeps a mistaken upload from filling the memory. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole body as text; undefined when it is larger than the sandbox takes. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // A body that is too large is still read to its end: a client in the middle of sending would not see the
    // answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

/** Sends a reply. */
export function send(response: ServerResponse, reply: SandboxReply): void {
  const { headers, payload } = encode(reply);
  response.writeHead(reply.status, headers).end(payload);
}

/** Promises the whole reply in its headers, sends half of the body and ends the connection. */
export function sendHalf(response: ServerResponse, reply: SandboxReply): void {
  const { headers, payload } = encode(reply);
  response.writeHead(reply.status, headers);
  response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => response.socket?.destroy());
}

/** Resets the connection before a byte of an answer. */
export function cut(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function encode(reply: SandboxReply): { headers: Record<string, string>; payload: Buffer } {
  const { body, status } = reply;
  if (body === undefined) {
    return {
      // RFC 9110, 8.6: an answer with status 204 must not have the header.
      headers: { ...reply.headers, ...(status === 204 ? {} : { 'content-length': '0' }) },
      payload: Buffer.alloc(0),
    };
  }
  const isText = typeof body === 'string';
  const payload = Buffer.from(isText ? body : JSON.stringify(body));
  return {
    headers: {
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
      ...reply.headers,
      'content-length': String(payload.length),
    },
    payload,
  };
}
