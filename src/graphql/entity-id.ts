/**
 * Reads the ids of entities. They are built by `contactEntityId` and `customerEntityId`, here or in another
 * subgraph.
 */

import type { Accounts } from '../accounts/accounts.js';
import type { ContactRef, CustomerRef } from '../model/contact.js';
import { matchesIdRule } from '../providers/id-rule.js';

/** The contact an id names; undefined when no provider could have a contact of that id. */
export function parseContactId(id: string, accounts: Accounts): ContactRef | undefined {
  const parts = decodeParts(id, 3);
  const customer = parts && toCustomer(parts, accounts);
  const externalId = parts?.[2];
  if (!customer || externalId === undefined) return undefined;
  const { read } = accounts.get(customer.provider).provider;
  return matchesIdRule(read.contactId, externalId) ? { ...customer, externalId } : undefined;
}

/** The customer an id names; undefined when no provider could have a customer of that id. */
export function parseCustomerId(id: string, accounts: Accounts): CustomerRef | undefined {
  const parts = decodeParts(id, 2);
  return parts && toCustomer(parts, accounts);
}

/** The customer of an entity's id as it stands there, whether or not anybody has one of that id. */
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
 * The characters of a part without an escape: all that any common function leaves as it is, such as Python's
 * `quote` the slash. A plus sign is a blank to some and itself to others, so it is neither.
 */
const PART = /^(?:[\w.~!'()*/-]|%[0-9A-Fa-f]{2})+$/;

/**
 * Languages differ in what they percent-encode, and in the case of the digits; they name the same entity. The
 * form that `contactEntityId` builds is the one that answers have. Provider and account are not part of that:
 * they stand as they are.
 */
function decodeParts(id: string, count: number): readonly string[] | undefined {
  // Longer than any id can be, and cheap to reject.
  if (id.length > 4096) return undefined;
  const [provider = '', ...parts] = id.split(':');
  if (parts.length !== count - 1 || !parts.every((part) => PART.test(part))) return undefined;
  try {
    return [provider, ...parts.map(decodeURIComponent)];
  } catch {
    // An escape that is not UTF-8.
    return undefined;
  }
}
