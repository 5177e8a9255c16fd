/** The user's changes to a contact. Unchanged fields are omitted; emptied ones are cleared. */
import type { RJSFSchema } from '@rjsf/utils';
import type { UpdateContactRequest } from '../client/transport.js';
import { clean } from './clean.js';

/** Where a change lists the fields to clear. */
export const CLEAR = 'clear';

type Input = UpdateContactRequest['input'];
type Values = Readonly<Record<string, unknown>>;

export interface Changes {
  /** Undefined if nothing has changed. */
  readonly input: Input | undefined;
  /** The form field for a path in the request. */
  place(path: readonly string[]): readonly string[];
}

/** Both are form values; the schema is that of `input`. */
export function changesOf(before: unknown, after: unknown, schema: RJSFSchema): Changes {
  const places = new Map<string, readonly string[]>();
  const clear: string[] = [];

  function membersOf(
    was: Values,
    is: Values,
    { properties = {} }: RJSFSchema,
    path: readonly string[],
  ): Values {
    const members: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(properties as Record<string, RJSFSchema>)) {
      const [old, now] = [clean(was[name], inner), clean(is[name], inner)];
      const at = [...path, name];
      const key: unknown = inner['x-key'];
      if (isSame(old, now)) continue;
      if (inner.properties) {
        const nested = membersOf((old ?? {}) as Values, (now ?? {}) as Values, inner, at);
        if (Object.keys(nested).length > 0) members[name] = nested;
      } else if (typeof key === 'string') {
        members[name] = itemsOf((old ?? []) as readonly Values[], (now ?? []) as readonly Values[], key, at);
      } else if (now !== undefined) {
        members[name] = now;
      } else if (typeof inner['x-clear'] === 'string') {
        places.set(['input', CLEAR, clear.length].join('.'), at);
        clear.push(inner['x-clear']);
      }
    }
    return members;
  }

  /** Named items change one by one; null removes one. */
  function itemsOf(
    was: readonly Values[],
    is: readonly Values[],
    key: string,
    path: readonly string[],
  ): Values[] {
    const items: Values[] = [];
    const add = (item: Values, at: readonly string[]) => {
      places.set([...path, items.length].join('.'), at);
      items.push(item);
    };
    const without = (item: Values) =>
      Object.fromEntries(Object.keys(item).map((part) => [part, part === key ? item[part] : null]));
    is.forEach((item, index) => {
      const old = was.find((other) => other[key] === item[key]);
      if (!isSame(old, item)) add({ ...(old && without(old)), ...item }, [...path, String(index)]);
    });
    for (const old of was) {
      if (!is.some((item) => item[key] === old[key])) add(without(old), path);
    }
    return items;
  }

  const members = membersOf(before as Values, after as Values, schema, ['input']);
  const all = { ...members, ...(clear.length > 0 && { [CLEAR]: clear }) };
  return {
    input: Object.keys(all).length > 0 ? (all as Input) : undefined,
    place(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const found = places.get(path.slice(0, length).join('.'));
        if (found) return [...found, ...path.slice(length)];
      }
      return path;
    },
  };
}

/** Compares JSON values, ignoring member order. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const [a, b] = [one as Values, other as Values];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Array.isArray(one) === Array.isArray(other) && [...names].every((name) => isSame(a[name], b[name]));
}
