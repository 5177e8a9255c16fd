/** Requests in the form that most vendors accept. */
import type { JsonObject } from '../model/contact.js';
import type { ProviderRequest } from './exchange.js';

export function get(segments: readonly string[], query?: Readonly<Record<string, string>>): ProviderRequest {
  return { method: 'GET', segments, ...(query && { query }) };
}

/** Sends a JSON body. */
export function send(
  method: 'POST' | 'PUT' | 'PATCH',
  segments: readonly string[],
  json: JsonObject,
): ProviderRequest {
  return { method, segments, body: { json } };
}

/** Sends no body. */
export function remove(segments: readonly string[]): ProviderRequest {
  return { method: 'DELETE', segments };
}
