/** Turns what the form holds into arguments: null and empty mean absent, and nothing is sent for them. */
import type { RJSFSchema } from '@rjsf/utils';

/** Items of a list stay, empty or not, so that violations have the positions of the form. */
export function clean(value: unknown, schema: RJSFSchema | undefined): unknown {
  if (Array.isArray(value)) {
    const items = schema?.items as RJSFSchema | undefined;
    return value.length === 0 ? undefined : value.map((item) => cleanItem(item, items));
  }
  if (typeof value !== 'object' || value === null) return value === null || value === '' ? undefined : value;
  const members = Object.entries(value)
    .map(
      ([name, inner]) => [name, clean(inner, schema?.properties?.[name] as RJSFSchema | undefined)] as const,
    )
    .filter(([, inner]) => inner !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** A text without which an item does not fit the API is sent empty: the answer then says so. */
function cleanItem(item: unknown, schema: RJSFSchema | undefined): unknown {
  if (!schema?.properties) return item ?? '';
  const { properties, required = [] } = schema;
  const needed = required.filter((name) => ((properties[name] as RJSFSchema).minLength ?? 0) > 0);
  return { ...Object.fromEntries(needed.map((name) => [name, ''])), ...(clean(item, schema) as object) };
}
