/** Turns form data into arguments: null and empty values are omitted. */
import type { RJSFSchema } from '@rjsf/utils';

/** List items stay, even if empty, so that violations keep the form's positions. */
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

/** A required text is sent empty, so that the item fits the API and the answer reports it. */
function cleanItem(item: unknown, schema: RJSFSchema | undefined): unknown {
  if (!schema?.properties) return item ?? '';
  const { properties, required = [] } = schema;
  const needed = required.filter((name) => ((properties[name] as RJSFSchema).minLength ?? 0) > 0);
  return { ...Object.fromEntries(needed.map((name) => [name, ''])), ...(clean(item, schema) as object) };
}
