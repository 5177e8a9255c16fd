/**
 * Compares contacts with sent values, and new contacts with older ones, by salted digests: the store keeps no
 * contact value.
 */
import { createHmac } from 'node:crypto';
import type { Contact } from '../model/contact.js';
import type { ProviderRequest } from '../providers/exchange.js';

export interface SentValues {
  readonly salt: string;
  /** Digests of every sent value, as the vendor would return it. */
  readonly sent: readonly string[];
}

export interface ContactsBefore {
  readonly salt: string;
  /** The ids of all the customer's contacts before the write; null if unknown, too many, or digested. */
  readonly before: readonly string[] | null;
  /** Digests of these ids, concatenated. Earlier releases recorded the ids themselves. */
  readonly beforeDigests?: string;
}

export interface Comparison {
  /** The share of the sent values that the contact has; 1 if it has all, or if nothing was sent. */
  readonly matchRatio: number;
  /** Whether it has all of them, and no other value that a caller would have had to send. */
  readonly isEqual: boolean;
}

/**
 * Values that vendors fill in, as their documented replies show: a name joined from its parts, the next
 * position.
 */
const FILLED_BY_VENDORS: ReadonlySet<string> = new Set(['name', 'position']);

export function compareWithSent(contact: Contact, { salt, sent }: SentValues): Comparison {
  const values = valueDigests(contact, salt);
  const asked = new Set(sent);
  const matchRatio = sent.length === 0 ? 1 : sent.filter((digest) => values.has(digest)).length / sent.length;
  const isMore = [...values].some(([digest, field]) => !asked.has(digest) && !FILLED_BY_VENDORS.has(field));
  return { matchRatio, isEqual: matchRatio === 1 && !isMore };
}

/** Covers the request as sent, byte for byte: a vendor's own key may depend on its body. */
export function requestDigest(request: ProviderRequest, salt: string): string {
  return digest(JSON.stringify(request), salt);
}

/** `expected`: the contact as the vendor would return it. */
export function sentDigests(expected: Contact, salt: string): readonly string[] {
  const { firstName, lastName } = expected;
  // A name joined from its parts adds no information.
  const hasParts = firstName !== null || lastName !== null;
  return [...valueDigests(hasParts ? { ...expected, name: null } : expected, salt).keys()].sort();
}

/**
 * Digests of a contact's values, with the field of each. Omits custom fields, which a vendor may drop and a
 * list may lack, and list positions, which vendors may change.
 */
function valueDigests(contact: Contact, salt: string): Map<string, string> {
  const { name, firstName, lastName, salutation, nickname, jobTitle, label, notes, position } = contact;
  const values: (readonly [string, unknown])[] = [
    ...Object.entries({ name, firstName, lastName, salutation, nickname, jobTitle, label, notes, position }),
    ...Object.entries(contact.address ?? {}),
    ...Object.entries(contact.socialProfiles ?? {}),
    ...contact.emails.map(({ address, kind }) => ['email', `${kind ?? ''} ${address}`] as const),
    ...contact.phones.map(({ number, kind }) => ['phone', `${kind ?? ''} ${number}`] as const),
    ...contact.notifications.map((notification) => ['notification', notification] as const),
  ];
  const digests = new Map<string, string>();
  for (const [field, value] of values) {
    if (value === null || value === undefined) continue;
    digests.set(digest(JSON.stringify([field, value]), salt), field);
  }
  return digests;
}

/** 48 bits: a new id collides with one of 4,000 old ones once in 70 billion times. */
const ID_DIGEST_LENGTH = 8;
/** Twice as many as any vendor documents, in 32 KB. */
const MAX_IDS = 4000;

/** Undefined if the ids are unknown or too many. */
export function idDigests(ids: readonly string[] | null, salt: string): string | undefined {
  if (!ids || ids.length > MAX_IDS) return undefined;
  return ids.map((id) => idDigest(id, salt)).join('');
}

export function isNewSince({ before, beforeDigests, salt }: ContactsBefore): (contact: Contact) => boolean {
  if (beforeDigests === undefined) {
    const old = new Set(before);
    return ({ externalId }) => !old.has(externalId);
  }
  const old = new Set<string>();
  for (let at = 0; at < beforeDigests.length; at += ID_DIGEST_LENGTH) {
    old.add(beforeDigests.slice(at, at + ID_DIGEST_LENGTH));
  }
  return ({ externalId }) => !old.has(idDigest(externalId, salt));
}

function idDigest(id: string, salt: string): string {
  return digest(id, salt).slice(0, ID_DIGEST_LENGTH);
}

/** Equal texts have equal digests only under one salt. */
export function digest(text: string, salt: string): string {
  return createHmac('sha256', salt).update(text).digest('base64url');
}
