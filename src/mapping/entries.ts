import type { JsonObject, JsonValue } from '../model/contact.js';
import { asObject } from './field-table.js';

/**
 * The entries of a list in the reply, each read by `read`. Undefined where there is no list or an entry
 * cannot be read: the rest must not pass for the whole list, because the entry may be the contact whose
 * absence counts.
 */
export function readEntries<Entry>(
  list: JsonValue | undefined,
  read: (entry: JsonObject) => Entry | null | undefined,
): Entry[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const entries: Entry[] = [];
  for (const value of list as readonly JsonValue[]) {
    const object = asObject(value);
    const entry = object && read(object);
    if (entry === undefined || entry === null) return undefined;
    entries.push(entry);
  }
  return entries;
}
