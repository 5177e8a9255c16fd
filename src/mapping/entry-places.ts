/**
 * Puts the values of a change into the entries that a vendor has, for a list whose entries have ids. An entry
 * that is there is changed under its id and no other way; one without an id is a new one.
 */
import type { JsonObject } from '../model/contact.js';

/** How an entry is read. */
export interface EntryForm {
  /** The name of the entry's text. */
  readonly text: string;
  isSameKind(entry: JsonObject, other: JsonObject): boolean;
  /** Whether the vendor has it: an entry that stands for nothing has no id. */
  hasId(entry: JsonObject): boolean;
  hasText(entry: JsonObject): boolean;
}

/**
 * The entries to send: the given ones, in the places that are there with their ids. One that is given no more
 * is sent empty, for nothing else takes a value away. Such a place serves where there are two of a kind; the
 * only one of its kind is a new one, which has no id.
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
 * How many of the first `given` entries find a place among `capacity`. A vendor does not say what becomes of
 * an entry without an id beside another one of its kind, so none is sent.
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
