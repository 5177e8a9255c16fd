/** Zuora's tokens and single contacts as the vendor documents them; nothing is kept. */
import type { Answer } from './chartmogul.ts';

const CONTACT = /^\/v1\/contacts\/([\da-f]{32})$/;
const CONTACTS_EACH = 10;

/** Undefined for what is not there. */
export function answerZuora(path: string): Answer | undefined {
  if (path === '/oauth/token') {
    const token = { access_token: 'emulated', token_type: 'bearer', expires_in: 3598, jti: 'emulated' };
    return { status: 200, body: token };
  }
  const contact = CONTACT.exec(path)?.[1];
  if (contact === undefined) return undefined;
  return { status: 200, body: record(`${contact.slice(0, -2)}ff`, contact) };
}

/** The ids of an account's contacts: its own, which ends in `ff`, with a number there. */
export function contactIds(account: string): string[] {
  return Array.from(
    { length: CONTACTS_EACH },
    (_, n) => `${account.slice(0, -2)}${String(n).padStart(2, '0')}`,
  );
}

function record(accountId: string, id: string): object {
  return {
    id,
    accountId,
    accountNumber: null,
    firstName: 'Ada',
    lastName: 'Lovelace',
    nickname: null,
    address1: null,
    address2: null,
    city: null,
    state: null,
    county: null,
    zipCode: null,
    country: null,
    taxRegion: null,
    workEmail: 'ada@example.com',
    personalEmail: null,
    workPhone: '+44 20 7946 0000',
    homePhone: null,
    mobilePhone: null,
    otherPhone: null,
    otherPhoneType: null,
    fax: null,
    contactDescription: 'Asks for the bill in writing.',
    Level__c: 'Gold',
    success: true,
  };
}
