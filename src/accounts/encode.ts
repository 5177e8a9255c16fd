/** Converts between values and text on the wire: request paths and bodies, and JSON replies. */
import type { JsonValue } from '../model/contact.js';
import type { ProviderRequest } from '../providers/exchange.js';

/** The path of a base URL, without a trailing slash. */
export function pathPrefix(baseUrl: string): string {
  return new URL(baseUrl).pathname.replace(/(?<!\/)\/+$/, '');
}

/**
 * Percent-encodes the segments. Rejects those that would not arrive as given: `encodeURIComponent` keeps
 * "..", which a URL collapses together with the segment before it.
 */
export function encodePath(prefix: string, { segments, query }: ProviderRequest): string {
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new Error('A path would not arrive as it was built.');
  }
  const path = `${prefix}/${segments.map(encodeURIComponent).join('/')}`;
  return query ? `${path}?${new URLSearchParams(query).toString()}` : path;
}

export interface EncodedBody {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function encodeBody({ body }: ProviderRequest): EncodedBody | undefined {
  if (!body) return undefined;
  return 'json' in body
    ? { text: JSON.stringify(body.json), headers: { 'content-type': 'application/json' } }
    : {
        text: new URLSearchParams(body.form.map(([name, value]) => [name, value])).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      };
}

/**
 * The parsed text, or undefined if it is not JSON. Whole numbers too large to be exact stay text: they are
 * ids. The parser handles any depth; a reviver would not.
 */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(LARGE_INTEGER.test(text) ? quoteLargeIntegers(text) : text) as JsonValue;
  } catch {
    return undefined;
  }
}

const LARGE_INTEGER = /[1-9]\d{15}/;
/** In JSON: a string, to the end of the text if unterminated, or a whole number of 16 or more digits. */
const STRING_OR_LARGE_INTEGER =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g;

function quoteLargeIntegers(text: string): string {
  return text.replace(STRING_OR_LARGE_INTEGER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
}
