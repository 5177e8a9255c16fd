/** Misspells names on the wire, to see whether a comparison notices. */
import type { JsonObject, JsonValue } from '../../src/model/contact.js';
import type { ProviderRequest } from '../../src/providers/exchange.js';

/** Whether a comparison passes. Anything but a failed expectation is a mistake of this test. */
export function holds(compare: () => void): boolean {
  try {
    compare();
    return true;
  } catch (error) {
    if (error instanceof Error && 'matcherResult' in error) return false;
    throw error;
  }
}

/** The record with the name at the end of the path misspelled, in every item of lists on the way. */
export function misspelled<Value extends JsonValue>(
  value: Value,
  [name = '', ...rest]: readonly string[],
): Value {
  if (Array.isArray(value)) return value.map((item: JsonValue) => misspelled(item, [name, ...rest])) as never;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([key, inner]) => {
    if (key !== name) return [key, inner];
    return rest.length === 0 ? [`${key}_wrong`, inner] : [key, misspelled(inner, rest)];
  });
  return Object.fromEntries(entries) as never;
}

/** The same at every depth. */
export function misspelledAnywhere(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => misspelledAnywhere(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key === name ? `${key}_wrong` : key,
      misspelledAnywhere(inner, name),
    ]),
  );
}

export function namesIn({ body }: ProviderRequest): string[] {
  if (!body) return [];
  if ('form' in body) return body.form.map(([name]) => name);
  const walk = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(walk);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => [name, ...walk(inner)]);
  };
  return walk(body.json);
}
