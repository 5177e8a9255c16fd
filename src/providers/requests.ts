/** Requests as most vendors take them. */
import type { JsonObject } from '../model/contact.js';
import type { ProviderRequest } from './exchange.js';

export function get(segments: readonly string[], query?: Readonly<Record<string, string>>): ProviderRequest {
  return { method: 'GET', segments, ...(query && { query }) };
}

/** With a body of JSON. */
export function send(
  method: 'POST' | 'PUT' | 'PATCH',
  segments: readonly string[],
  json: JsonObject,
): ProviderRequest {
  return { method, segments, body: { json } };
}

/** Without a body. */
export function remove(segments: readonly string[]): ProviderRequest {
  return { method: 'DELETE', segments };
}
