/**
 * Schemas for replies. They are tolerant: unread members may have any form. A contact's record passes through
 * unchanged, because an object schema would copy it and reorder its names.
 */
import * as v from 'valibot';
import type { JsonObject, JsonValue } from '../model/contact.js';
import type { StoredContact } from './decode-contact.js';
import { asObject, asObjects, readText, toFlag } from './field-table.js';

type Schema<Output> = v.GenericSchema<unknown, Output>;

/** The parsed value; undefined if the body does not match the schema. */
export function parserOf<Output>(
  schema: Schema<Output>,
): (json: JsonValue | undefined) => Output | undefined {
  return (json) => {
    const { success, output } = v.safeParse(schema, json, { abortEarly: true });
    return success ? output : undefined;
  };
}

/** Any object, unchanged. */
export const record = v.custom<JsonObject>(isObject);

/** The named members of an object. Rejects lists, which `v.object` would accept. */
export function objectOf<Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.object(entries);
  return v.pipe(v.custom<v.InferInput<typeof schema>>(isObject), schema);
}

function isObject(value: unknown): boolean {
  return asObject(value as JsonValue) !== undefined;
}

/** A text. Numbers become text: vendors have been seen to return digits-only texts unquoted. */
export const text = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty());

/** Same; undefined for anything else. */
export const maybeText = v.fallback(v.optional(text), undefined);

/** A boolean, or its text form; undefined for anything else. */
export const maybeFlag = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => toFlag(value as JsonValue)),
);

/** A contact: the record and its vendor id. */
export function contactWith(idName: string) {
  return v.pipe(
    record,
    v.rawTransform(({ dataset, addIssue, NEVER }): StoredContact => {
      const externalId = readText(dataset.value, idName);
      if (externalId !== undefined) return { externalId, record: dataset.value };
      addIssue({ message: `Expected a text as ${idName}` });
      return NEVER;
    }),
  );
}

/**
 * A list whose entries all parse. Skipping bad entries would make the rest look complete, and a skipped entry
 * may be the contact whose absence matters.
 */
export function listOf<Output>(entry: Schema<Output>) {
  return v.array(entry);
}

/** The list entries that parse; none if it is not a list. For errors, where some are better than none. */
export function anyOf<Output>(entry: Schema<Output>) {
  const parse = parserOf(entry);
  return v.pipe(
    v.optional(v.unknown(), null),
    v.transform((list) => asObjects(list as JsonValue).flatMap((item) => parse(item) ?? [])),
  );
}
