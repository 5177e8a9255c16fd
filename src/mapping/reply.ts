/**
 * Schemas that replies are made of. They are tolerant: what is not read may have any form. A contact's record
 * passes as it came, because an object schema would copy it and change the order of its names.
 */
import * as v from 'valibot';
import type { JsonObject, JsonValue } from '../model/contact.js';
import type { StoredContact } from './decode-contact.js';
import { asObject, asObjects, readText, toFlag } from './field-table.js';

type Schema<Output> = v.GenericSchema<unknown, Output>;

/** The parsed value; undefined when the body does not fit the schema. */
export function parserOf<Output>(
  schema: Schema<Output>,
): (json: JsonValue | undefined) => Output | undefined {
  return (json) => {
    const { success, output } = v.safeParse(schema, json, { abortEarly: true });
    return success ? output : undefined;
  };
}

/** An object of any form, as it came. */
export const record = v.custom<JsonObject>(isObject);

/** The named members of an object; never those of a list, which `v.object` would take. */
export function objectOf<Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.object(entries);
  return v.pipe(v.custom<v.InferInput<typeof schema>>(isObject), schema);
}

function isObject(value: unknown): boolean {
  return asObject(value as JsonValue) !== undefined;
}

/** A text. Numbers are read as text: vendors are seen to answer digits-only texts unquoted. */
export const text = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty());

/** The same; undefined where the reply holds anything else. */
export const maybeText = v.fallback(v.optional(text), undefined);

/** A boolean, or the text of one; undefined where the reply holds anything else. */
export const maybeFlag = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => toFlag(value as JsonValue)),
);

/** A contact: the record with the id that the vendor gave it. */
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
 * A list whose entries can all be read: the rest must not pass for the whole list, because the entry may be
 * the contact whose absence counts.
 */
export function listOf<Output>(entry: Schema<Output>) {
  return v.array(entry);
}

/**
 * The entries of a list that fit; none where there is no list. For errors, where some are better than none.
 */
export function anyOf<Output>(entry: Schema<Output>) {
  const parse = parserOf(entry);
  return v.pipe(
    v.optional(v.unknown(), null),
    v.transform((list) => asObjects(list as JsonValue).flatMap((item) => parse(item) ?? [])),
  );
}
