/**
 * Merges a change into a vendor's list whose entries have ids. An existing entry changes only under its id;
 * an entry without an id is new.
 */
import type { JsonObject } from '../model/contact.js';

/** How to read an entry. */
export interface EntryForm {
  /** The name of the entry's text field. */
  readonly text: string;
  isSameKind(entry: JsonObject, other: JsonObject): boolean;
  /** Whether the vendor has it; an empty placeholder has no id. */
  hasId(entry: JsonObject): boolean;
  hasText(entry: JsonObject): boolean;
}

/**
 * The entries to send: the given values in the existing entries, with their ids. A dropped entry is sent
 * empty, the only way to remove its value. An empty entry is reused only if two of a kind are given; a single
 * one is sent as new, without an id.
 */
export function placeEntries(
  present: readonly JsonObject[],
  given: readonly JsonObject[],
  { text, isSameKind, hasId, hasText }: EntryForm,
): JsonObject[] {
  const rest = [...present.filter(hasText), ...present.filter((entry) => hasId(entry) && !hasText(entry))];
  const take = (isMatch: (entry: JsonObject) => boolean) => {
    const at = rest.findIndex(isMatch);
    return at === -1 ? undefined : rest.splice(at, 1)[0];
  };
  const isOnly = (entry: JsonObject) => given.filter((other) => isSameKind(other, entry)).length === 1;
  const same = given.map((entry) => take((other) => isSameKind(other, entry) && other[text] === entry[text]));
  const places = given.map(
    (entry, index) =>
      same[index] ?? take((other) => isSameKind(other, entry) && (hasText(other) || !isOnly(entry))),
  );
  return [
    ...given.map((entry, index) => ({ ...places[index], ...entry })),
    ...rest.filter(hasText).map((entry) => ({ ...entry, [text]: '' })),
  ];
}

/**
 * How many of the first `given` entries fit in `capacity`. The vendor does not document an entry without an
 * id beside another of its kind, so none is sent.
 */
export function countPlaces(
  entries: readonly JsonObject[],
  given: number,
  capacity: number,
  { isSameKind, hasId }: EntryForm,
): number {
  const placed = entries
    .slice(0, given)
    .filter(
      (entry, index) =>
        hasId(entry) ||
        !entries.some(
          (other, at) => at !== index && isSameKind(other, entry) && (hasId(other) || at < index),
        ),
    );
  return Math.max(0, Math.min(placed.length, capacity - (entries.length - given)));
}
