import type { JsonObject, JsonValue } from '../model/contact.js';
import { asObject } from './field-table.js';

/**
 * The entries of a list in the answer, as `read` takes each; undefined where there is no list, or where an entry cannot
 * be read: what is left without it must not pass for all there is, for it may be the contact whose absence counts.
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
