/**
 * Compares contacts with the values that were sent, and tells new contacts from older ones, by salted
 * digests: the store keeps no contact value.
 */
import { createHmac } from 'node:crypto';
import type { Contact } from '../model/contact.js';
import type { ProviderRequest } from '../providers/exchange.js';

export interface SentValues {
  readonly salt: string;
  /** Digests of every sent value, as the vendor would answer it. */
  readonly sent: readonly string[];
}

export interface ContactsBefore {
  readonly salt: string;
  /**
   * All ids of the customer's contacts before the write; null where they are unknown, too many, or digested.
   */
  readonly before: readonly string[] | null;
  /** Digests of these ids, joined. Records of earlier releases have the ids themselves. */
  readonly beforeDigests?: string;
}

export interface Comparison {
  /** The share of the sent values that the contact has: 1 when it has all, also when nothing was sent. */
  readonly matchRatio: number;
  /** It has all of them, and no other value that a caller would have had to send. */
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

/** Of a request as it goes to the vendor, to the byte: a vendor's own key may follow from its body. */
export function requestDigest(request: ProviderRequest, salt: string): string {
  return digest(JSON.stringify(request), salt);
}

/** `expected`: the contact as the vendor would answer it. */
export function sentDigests(expected: Contact, salt: string): readonly string[] {
  const { firstName, lastName } = expected;
  // A name that was joined from its parts says nothing that they do not.
  const hasParts = firstName !== null || lastName !== null;
  return [...valueDigests(hasParts ? { ...expected, name: null } : expected, salt).keys()].sort();
}

/**
 * Digests of the values of a contact, and the field of each. Custom fields are left out: a vendor may drop
 * them, and a list may not bring them. Positions in lists are left out too, for vendors order them as they
 * like.
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

/**
 * 48 bits: that one of 4,000 old ids has the digest of a new one happens once in 70 thousand million times.
 */
const ID_DIGEST_LENGTH = 8;
/** Twice as many as any vendor documents, in 32 KB. */
const MAX_IDS = 4000;

/** Undefined where the ids are unknown or too many. */
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

/** The same text has the same digest under one salt only. */
export function digest(text: string, salt: string): string {
  return createHmac('sha256', salt).update(text).digest('base64url');
}
