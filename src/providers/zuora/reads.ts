import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { readText } from '../../mapping/field-table.js';
import { contactWith, objectOf, parserOf, record, text } from '../../mapping/reply.js';
import type { ReadRules, VendorReads } from '../read-rules.js';
import { get } from '../requests.js';
import { pageOf, WHOLE_LIST } from '../whole-list.js';
import { queryContacts } from './zoql.js';

export const ACCOUNT_ID = /^[0-9a-fA-F]{32,}$/;

/**
 * `GET /v1/contacts/{id}`, and a customer's contacts by ZOQL, which needs the account's id and cannot select
 * all custom fields.
 */
export const read: ReadRules = {
  compresses: true,
  contactId: { pattern: /^[0-9a-zA-Z]{1,64}$/u },
  ...WHOLE_LIST,
  listsFullRecords: false,
  get: readOne,

  async list(customerId, page, vendor) {
    const accountId = await resolveAccount(customerId, vendor);
    if (accountId === null) return null;
    const isIdEnough = page.fullRecord || page.idsOnly === true;
    const listed = await queryContacts(accountId, isIdEnough ? 'IDS' : 'FIELDS', vendor);
    // ZOQL returns no defined order.
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

/** An account has one identity: the id in the answer, however the caller named the account. */
function withAccount(contact: StoredContact, accountId: string | undefined): StoredContact {
  return accountId === undefined ? contact : { ...contact, customerId: accountId };
}

/**
 * The answer may have one name of the account and the caller the other: reading the account resolves that.
 */
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

/** A contact contains at least one of its account's names. */
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
