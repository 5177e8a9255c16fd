/** Request handling that all emulated vendors share. */
import type { IncomingHttpHeaders } from 'node:http';

import { rememberLast } from './remember-last.js';
import type { SandboxRequest } from './vendor.js';

/** The `Content-Type` without parameters, in lowercase; empty if absent. */
export function mediaType(headers: IncomingHttpHeaders): string {
  const type = headers['content-type'] ?? '';
  const end = type.indexOf(';');
  return (end === -1 ? type : type.slice(0, end)).trim().toLowerCase();
}

/** The parsed text; undefined if it is not JSON, which no JSON text parses to. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The request body parsed with `parseJson`, cached for repeated calls. */
export const jsonOf = rememberLast(({ body }: SandboxRequest): unknown => parseJson(body));

/** Whether a parsed JSON value is an object, not a list or null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Length in Unicode code points, the unit of the vendors' limits. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A percent-decoded part of a path; undefined if the encoding is invalid. */
export function decodePathPart(part: string): string | undefined {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
