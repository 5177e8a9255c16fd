/**
 * Parses entity ids, which are built by `contactEntityId` and `customerEntityId`, here or in another
 * subgraph.
 */

import type { Accounts } from '../accounts/accounts.js';
import type { ContactRef, CustomerRef } from '../model/contact.js';
import { matchesIdRule } from '../providers/id-rule.js';

/** The contact named by an id; undefined if no provider could have a contact with that id. */
export function parseContactId(id: string, accounts: Accounts): ContactRef | undefined {
  const parts = decodeParts(id, 3);
  const customer = parts && toCustomer(parts, accounts);
  const externalId = parts?.[2];
  if (!customer || externalId === undefined) return undefined;
  const { read } = accounts.get(customer.provider).provider;
  return matchesIdRule(read.contactId, externalId) ? { ...customer, externalId } : undefined;
}

/** The customer named by an id; undefined if no provider could have a customer with that id. */
export function parseCustomerId(id: string, accounts: Accounts): CustomerRef | undefined {
  const parts = decodeParts(id, 2);
  return parts && toCustomer(parts, accounts);
}

/** The customer named by an entity's id, whether or not it exists. */
export function customerNamedBy(id: string): CustomerRef | undefined {
  const [first = '', customerId = ''] = decodeParts(id, 3) ?? decodeParts(id, 2) ?? [];
  const [provider = '', ...account] = first.split('@');
  if (first === '') return undefined;
  return { provider, ...(account.length > 0 && { account: account.join('@') }), customerId };
}

function toCustomer(parts: readonly string[], accounts: Accounts): CustomerRef | undefined {
  const [first = '', customerId = ''] = parts;
  const [provider = '', account, ...rest] = first.split('@');
  if (rest.length > 0 || !accounts.has(provider)) return undefined;
  const known = accounts.get(provider, account);
  if (!known || !matchesIdRule(known.provider.info.customerId, customerId)) return undefined;
  return { provider, ...(account !== undefined && { account }), customerId };
}

/**
 * The unescaped characters of a part: everything that common functions leave unescaped, such as the slash in
 * Python's `quote`. Excludes the plus sign, which some decode as a blank.
 */
const PART = /^(?:[\w.~!'()*/-]|%[0-9A-Fa-f]{2})+$/;

/**
 * Decodes an id's parts. Languages differ in what they percent-encode, and in the case of hex digits, but
 * mean the same entity; answers use the form of `contactEntityId`. Provider and account are never encoded.
 */
function decodeParts(id: string, count: number): readonly string[] | undefined {
  // Longer than any id, and cheap to reject.
  if (id.length > 4096) return undefined;
  const [provider = '', ...parts] = id.split(':');
  if (parts.length !== count - 1 || !parts.every((part) => PART.test(part))) return undefined;
  try {
    return [provider, ...parts.map(decodeURIComponent)];
  } catch {
    // The escape is not UTF-8.
    return undefined;
  }
}
