import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { getOwn, readText, wireNamesOf } from '../../mapping/field-table.js';
import { contactWith, listOf, maybeText, objectOf, parserOf, record, text } from '../../mapping/reply.js';
import type { JsonObject } from '../../model/contact.js';
import { readPages } from '../pages.js';
import type { ReadRules, VendorReads } from '../read-rules.js';
import { get, send } from '../requests.js';
import { pageOf, WHOLE_LIST } from '../whole-list.js';
import { fields } from './fields.js';

/** The vendor's own bound, and one at which rows of all fields stay below the bound of an answer's size. */
const BATCH = { ids: 2000, rows: 400 };
/** An account has 2,000 contacts at most, which are five batches; a vendor may make them smaller. */
const MAX_BATCHES = 100;
export const ACCOUNT_ID = /^[0-9a-fA-F]{32,}$/;

/**
 * ZOQL knows the fields by the names of the SOAP API ("Contact, field descriptions"), which differ from those
 * of `/v1/contacts` by more than their first letter here.
 */
const OLDER_NAMES: Readonly<Record<string, string>> = {
  nickname: 'NickName',
  zipCode: 'PostalCode',
  contactDescription: 'Description',
};
const wireNames = new Set(wireNamesOf(fields));
wireNames.delete('*__c');
const zoqlNames = new Map([...wireNames].map((wire) => [wire, olderName(wire)]));

/**
 * `GET /v1/contacts/{id}`; a customer's by ZOQL, which needs the account's id and cannot ask for all custom
 * fields.
 */
export const read: ReadRules = {
  compresses: true,
  acceptsId: (id) => /^[0-9a-zA-Z]{1,64}$/.test(id),
  ...WHOLE_LIST,
  listsFullRecords: false,
  get: readOne,

  async list(customerId, page, vendor) {
    const accountId = await resolveAccount(customerId, vendor);
    if (accountId === null) return null;
    const isIdEnough = page.fullRecord || page.idsOnly;
    const listed = await query(accountId, isIdEnough ? [] : [...zoqlNames.values()], vendor);
    // ZOQL has no order of its own.
    listed.sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
    const found = pageOf(listed, page);
    if (!found) return undefined;
    if (!page.fullRecord) return { ...found, customerId: accountId };
    const whole = await Promise.all(
      found.contacts.map(async ({ externalId, cursor }) => {
        const contact = await readOne(accountId, externalId, vendor);
        return contact ? [{ ...contact, cursor }] : [];
      }),
    );
    return { ...found, customerId: accountId, contacts: whole.flat() };
  },
};

/** The name of a field in the SOAP API; custom fields have one name. */
export function olderName(wire: string): string {
  if (wire.endsWith('__c')) return wire;
  return OLDER_NAMES[wire] ?? capitalised(wire);
}

function capitalised(wire: string): string {
  return wire.charAt(0).toUpperCase() + wire.slice(1);
}

async function readOne(
  customerId: string,
  externalId: string,
  vendor: VendorReads,
): Promise<StoredContact | null> {
  const contact = await vendor.read(get(['v1', 'contacts', externalId]), parseContact);
  if (!contact) return null;
  const { record, accountId, accountNumber } = contact;
  if (!(await isOf(customerId, accountId, accountNumber, vendor))) return null;
  return withAccount({ externalId, record }, accountId);
}

/** One account has one identity: the id of the answer, whichever way the caller named the account. */
function withAccount(contact: StoredContact, accountId: string | undefined): StoredContact {
  return accountId === undefined ? contact : { ...contact, customerId: accountId };
}

/** An answer may hold one name of the account and the caller have the other: the account tells then. */
async function isOf(
  customerId: string,
  accountId: string | undefined,
  accountNumber: string | undefined,
  vendor: VendorReads,
): Promise<boolean> {
  if (accountId === customerId || accountNumber === customerId) return true;
  if (accountId !== undefined && accountNumber !== undefined) return false;
  const given = await resolveAccount(customerId, vendor);
  return given !== null && given === (accountId ?? (await resolveAccount(accountNumber ?? '', vendor)));
}

/** The account's id; a number is looked up with `GET /v1/accounts/{account-key}`. */
async function resolveAccount(customerId: string, vendor: VendorReads): Promise<string | null> {
  if (ACCOUNT_ID.test(customerId)) return customerId;
  const account = await vendor.read(get(['v1', 'accounts', customerId]), parseAccount);
  return account?.basicInfo.id ?? null;
}

export const parseAdded = parserOf(
  v.pipe(
    contactWith('id'),
    v.check(({ record: { success } }) => success !== false),
    v.transform((contact) => withAccount(contact, readText(contact.record, 'accountId'))),
  ),
);

/** A contact names its account by one of its names at least. */
const parseContact = parserOf(
  v.pipe(
    record,
    v.transform((whole) => ({
      record: whole,
      accountId: readText(whole, 'accountId'),
      accountNumber: readText(whole, 'accountNumber'),
    })),
    v.check(({ accountId, accountNumber }) => (accountId ?? accountNumber) !== undefined),
  ),
);

const parseAccount = parserOf(objectOf({ basicInfo: objectOf({ id: text }) }));

async function query(
  accountId: string,
  names: readonly string[],
  vendor: VendorReads,
): Promise<StoredContact[]> {
  const queryString = `select ${['Id', ...names].join(', ')} from Contact where AccountId = ${quoted(accountId)}`;
  const conf = { batchSize: names.length === 0 ? BATCH.ids : BATCH.rows };
  const rows = await readPages(MAX_BATCHES, async (queryLocator) => {
    const [path, json] =
      queryLocator === undefined ? ['query', { queryString, conf }] : ['queryMore', { queryLocator, conf }];
    const request = send('POST', ['v1', 'action', path], json);
    return (await vendor.read(request, parseBatch)) ?? { contacts: [], next: undefined };
  });
  return (rows ?? []).map(({ externalId, record }) => ({
    externalId,
    customerId: accountId,
    record: toRecord(record, accountId),
  }));
}

const found = { records: v.nullish(listOf(contactWith('Id'))), size: maybeText };
/**
 * One that is not the last has to lead to the next. That an empty batch has records is not documented; one
 * that says how many it found is not empty.
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

/** A row of ZOQL under the names of `/v1/contacts`. Rows leave nulls out. */
function toRecord(row: JsonObject, accountId: string): JsonObject {
  const renamed = [...zoqlNames].flatMap(([wire, name]) => {
    const value = getOwn(row, name);
    return value === undefined ? [] : [[wire, value] as const];
  });
  return { id: getOwn(row, 'Id') ?? null, accountId, ...Object.fromEntries(renamed) };
}
