/** What every vendor of the sandbox has to do with a request, whatever the vendor. */
import type { IncomingHttpHeaders } from 'node:http';

import { rememberLast } from './remember-last.js';
import type { SandboxRequest } from './vendor.js';

/** The `Content-Type` without its parameters, in lower case; empty when none exists. */
export function mediaType(headers: IncomingHttpHeaders): string {
  const type = headers['content-type'] ?? '';
  const end = type.indexOf(';');
  return (end === -1 ? type : type.slice(0, end)).trim().toLowerCase();
}

/** The parsed text; undefined when it is not JSON, which no JSON text parses to. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body of a request as JSON, as `parseJson` has it: the same value for whoever asks again. */
export const jsonOf = rememberLast(({ body }: SandboxRequest): unknown => parseJson(body));

/** Whether a parsed JSON value is an object, that is neither a list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Length in Unicode code points, which is how the limits of the vendors are counted. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A percent-encoded part of a path in the clear; undefined when it is not valid percent-encoding. */
export function decodePathPart(part: string): string | undefined {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
