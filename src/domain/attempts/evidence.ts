/**
 * What proves later that an attempt created a contact: an id that we chose, or the ids that were there before and
 * digests of what was sent. Resemblance alone proves nothing: the same contact may have been there before.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Provider, ProviderCall } from '../../providers/provider.js';
import { decodeContact } from '../../providers/table/decode-contact.js';
import type { Contact, JsonObject } from '../contact.js';

export interface Evidence {
  /** Which run under the key this is; a vendor's own key is made for one run. */
  readonly run: number;
  /** The id that the contact has at the vendor, where it was chosen before. */
  readonly marker: string | null;
  /** Whether the marker is ours alone; one that the caller chose may have been there before. */
  readonly isGenerated: boolean;
  /** All ids of the customer's contacts before the write; null where they were not read or were too many. */
  readonly before: readonly string[] | null;
  readonly salt: string;
  /** Salted digests of every sent value, as the vendor would answer it. */
  readonly sent: readonly string[];
  /** When the request may have left, in milliseconds since 1970. */
  readonly sentAt: number;
}

export function makeEvidence(
  provider: Provider,
  call: ProviderCall,
  known: Pick<Evidence, 'run' | 'marker' | 'isGenerated' | 'before'>,
): Evidence {
  const salt = randomBytes(16).toString('base64url');
  const expected = decodeContact(provider, { externalId: '', record: call.wire }, call.customerId);
  return { ...known, salt, sent: [...leafDigests(expected, salt)].sort(), sentAt: Date.now() };
}

export function toJson(evidence: Evidence): JsonObject {
  return { ...evidence };
}

/** The evidence of a stored attempt; undefined when there is none, or none that can be read. */
export function fromJson(json: JsonObject | null): Evidence | undefined {
  if (!json || typeof json.run !== 'number' || !Array.isArray(json.sent)) return undefined;
  return json as unknown as Evidence;
}

export type Proof =
  | { readonly kind: 'created'; readonly contact: Contact }
  /** None of the contacts can be the one. */
  | { readonly kind: 'absent' }
  /** Contacts that may be the one, but nothing proves it. */
  | { readonly kind: 'possible'; readonly contacts: readonly Contact[] };

/**
 * What a complete list of the customer's contacts says about an attempt. A new contact that holds some of what was sent,
 * but not all, may be ours in the vendor's own spelling: it neither proves the outcome nor its absence.
 */
export function prove(evidence: Evidence, contacts: readonly Contact[]): Proof {
  const { marker, isGenerated, before } = evidence;
  if (isGenerated) {
    const marked = contacts.find(({ externalId }) => externalId === marker);
    if (!marked) return { kind: 'absent' };
    // One that holds nothing of it was made by another request, under a key that has been forgotten since.
    return heldShare(marked, evidence) > 0
      ? { kind: 'created', contact: marked }
      : { kind: 'possible', contacts: [marked] };
  }
  const old = new Set(before ?? []);
  const candidates = contacts.filter(
    ({ externalId }) => !old.has(externalId) && (marker === null || externalId === marker),
  );
  const likeness = candidates.map((contact) => ({ contact, held: heldShare(contact, evidence) }));
  const similar = likeness.filter(({ held }) => held > 0);
  const [only, ...others] = similar;
  if (!only) return { kind: 'absent' };
  // Without the list from before, the contact may be an older one that looks the same.
  return others.length === 0 && only.held === 1 && before !== null
    ? { kind: 'created', contact: only.contact }
    : { kind: 'possible', contacts: similar.map(({ contact }) => contact) };
}

/** The share of the sent values that a contact holds: 1 when it holds all, also when nothing was sent. */
function heldShare(contact: Contact, { salt, sent }: Evidence): number {
  if (sent.length === 0) return 1;
  const held = leafDigests(contact, salt);
  return sent.filter((digest) => held.has(digest)).length / sent.length;
}

/**
 * Digests of the values of a contact. Custom fields are left out: a vendor may drop them, and a list may not bring
 * them. Positions in lists are left out too, for vendors order them as they like.
 */
function leafDigests(contact: Contact, salt: string): Set<string> {
  const { name, firstName, lastName, salutation, nickname, jobTitle, label, notes, position } = contact;
  const values: (readonly [string, unknown])[] = [
    ...Object.entries({ name, firstName, lastName, salutation, nickname, jobTitle, label, notes, position }),
    ...Object.entries(contact.address ?? {}),
    ...Object.entries(contact.socialProfiles ?? {}),
    ...contact.emails.map(({ address, kind }) => ['email', `${kind ?? ''} ${address}`] as const),
    ...contact.phones.map(({ number, kind }) => ['phone', `${kind ?? ''} ${number}`] as const),
    ...contact.notifications.map((notification) => ['notification', notification] as const),
  ];
  const digests = new Set<string>();
  for (const [field, value] of values) {
    if (value === null || value === undefined) continue;
    const text = JSON.stringify([field, value]);
    digests.add(createHmac('sha256', salt).update(text).digest('base64url'));
  }
  return digests;
}
