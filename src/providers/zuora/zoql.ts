/** ZOQL, the older API's query language, which has its own names. */
import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { getOwn, wireNamesOf } from '../../mapping/field-table.js';
import { contactWith, listOf, maybeText, objectOf, parserOf, text } from '../../mapping/reply.js';
import type { JsonObject } from '../../model/contact.js';
import { readPages } from '../pages.js';
import type { VendorReads } from '../read-rules.js';
import { send } from '../requests.js';
import { fields } from './fields.js';

/**
 * The vendor's own maximum, and a size at which rows with all fields stay below the limit on an answer's
 * size.
 */
const BATCH = { IDS: 2000, FIELDS: 400 };
/** An account has at most 2,000 contacts, which is five batches; a vendor may make them smaller. */
const MAX_BATCHES = 100;

/**
 * ZOQL uses the SOAP API's field names ("Contact, field descriptions"). These differ from those of
 * `/v1/contacts` by more than their first letter.
 */
const OLDER_NAMES: Readonly<Record<string, string>> = {
  nickname: 'NickName',
  zipCode: 'PostalCode',
  contactDescription: 'Description',
};
const wireNames = new Set(wireNamesOf(fields));
wireNames.delete('*__c');
const zoqlNames = new Map([...wireNames].map((wire) => [wire, olderName(wire)]));

/** A field's name in the SOAP API; custom fields have the same name in both. */
export function olderName(wire: string): string {
  if (wire.endsWith('__c')) return wire;
  return OLDER_NAMES[wire] ?? capitalised(wire);
}

function capitalised(wire: string): string {
  return wire.charAt(0).toUpperCase() + wire.slice(1);
}

/** An account's contacts, in no particular order. */
export async function queryContacts(
  accountId: string,
  wants: 'IDS' | 'FIELDS',
  vendor: VendorReads,
): Promise<StoredContact[]> {
  const names = wants === 'IDS' ? [] : zoqlNames.values();
  const queryString = `select ${['Id', ...names].join(', ')} from Contact where AccountId = ${quoted(accountId)}`;
  const conf = { batchSize: BATCH[wants] };
  const rows = await readPages(MAX_BATCHES, async (queryLocator) => {
    const [path, json] =
      queryLocator === undefined ? ['query', { queryString, conf }] : ['queryMore', { queryLocator, conf }];
    const request = send('POST', ['v1', 'action', path], json);
    return vendor.read(request, parseBatch);
  });
  return (rows ?? []).map(({ externalId, record }) => ({
    externalId,
    customerId: accountId,
    record: toRecord(record, accountId),
  }));
}

const found = { records: v.nullish(listOf(contactWith('Id'))), size: maybeText };
/**
 * A batch that is not the last must lead to the next. Whether an empty batch has `records` is not documented;
 * one with a `size` is not empty.
 */
const parseBatch = parserOf(
  v.pipe(
    v.union([
      objectOf({ done: v.literal(true), ...found }),
      objectOf({ done: v.literal(false), queryLocator: text, ...found }),
    ]),
    v.check(({ records, size = 0 }) => (records !== undefined && records !== null) || !(Number(size) > 0)),
    v.transform((batch) => ({
      contacts: batch.records ?? [],
      next: batch.done ? undefined : batch.queryLocator,
    })),
  ),
);

/** ZOQL quotes with apostrophes and escapes with backslashes. */
function quoted(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** A ZOQL row under the names of `/v1/contacts`. Rows omit nulls. */
function toRecord(row: JsonObject, accountId: string): JsonObject {
  const renamed = [...zoqlNames].flatMap(([wire, name]) => {
    const value = getOwn(row, name);
    return value === undefined ? [] : [[wire, value] as const];
  });
  return { id: getOwn(row, 'Id') ?? null, accountId, ...Object.fromEntries(renamed) };
}
