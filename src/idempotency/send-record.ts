/**
 * What proves later that an attempt created a contact: an id that we chose, or the ids that were there before and
 * digests of what was sent. Resemblance alone proves nothing: the same contact may have been there before.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { decodeContact } from '../mapping/decode-contact.js';
import type { Contact, JsonObject } from '../model/contact.js';
import type { Provider, ProviderCall } from '../providers/driver.js';
import type { Deadline } from '../vendor-http/deadline.js';
import type { StoreClock } from './store-clock.js';

export interface SendRecord {
  /** Which run under the key this is; a vendor's own key is made for one run. */
  readonly run: number;
  /** The id that the contact has at the vendor, where it was chosen before. */
  readonly marker: string | null;
  /** Whether the marker is ours alone; one that the caller chose may have been there before. */
  readonly isGenerated: boolean;
  /** All ids of the customer's contacts before the write; null where they were not read, were too many, or are digested. */
  readonly before: readonly string[] | null;
  /** Salted digests of these ids, joined. Records of earlier releases have the ids themselves. */
  readonly beforeDigests?: string;
  readonly salt: string;
  /** Salted digests of every sent value, as the vendor would answer it. */
  readonly sent: readonly string[];
  /** Headers without which the contact cannot be read. */
  readonly scope?: Readonly<Record<string, string>>;
  /** When the first request was about to leave. This and all other times are the store's, in milliseconds since 1970. */
  readonly sentAt: number;
  /** When the last one had left at the latest: what waits for its turn may leave at the end of its deadline. */
  readonly leftBy: number;
  /** Whether it was sent again under the vendor's own key. */
  readonly resent?: boolean;
  /** Complete lists so far that showed nothing of it. */
  readonly looks?: number;
}

export function makeSendRecord(
  provider: Provider,
  call: ProviderCall,
  known: Pick<SendRecord, 'run' | 'marker' | 'isGenerated' | 'before' | 'scope'>,
  { clock, deadline }: { readonly clock: StoreClock; readonly deadline: Deadline },
): SendRecord {
  const salt = randomBytes(16).toString('base64url');
  const decoded = decodeContact(provider, { externalId: '', record: call.wire }, call.customerId);
  // A name that was put together from its parts says nothing that they do not.
  const hasParts = decoded.firstName !== null || decoded.lastName !== null;
  const expected = hasParts ? { ...decoded, name: null } : decoded;
  const sent = [...leafDigests(expected, salt).keys()].sort();
  const { before } = known;
  const beforeDigests =
    before && before.length <= MAX_BEFORE ? before.map((id) => idDigest(id, salt)).join('') : undefined;
  return {
    ...known,
    before: null,
    ...(beforeDigests !== undefined && { beforeDigests }),
    salt,
    sent,
    sentAt: clock(),
    leftBy: deadlineAt(deadline, clock),
  };
}

/** 48 bits: that one of 4,000 old ids has the digest of a new one happens once in 70 thousand million times. */
const DIGEST_LENGTH = 8;
/** Twice as many as any vendor documents, in 32 KB. */
const MAX_BEFORE = 4000;

function idDigest(id: string, salt: string): string {
  return createHmac('sha256', salt).update(id).digest('base64url').slice(0, DIGEST_LENGTH);
}

/** The end of a deadline. */
export function deadlineAt(deadline: Deadline, clock: StoreClock): number {
  return clock() + Math.ceil(deadline.remainingMs());
}

/** The evidence once the request is over, whatever became of it: it cannot leave any more. */
export function closeSendWindow(evidence: SendRecord, clock: StoreClock): SendRecord {
  return { ...evidence, leftBy: Math.min(evidence.leftBy, clock()) };
}

export function toJson(evidence: SendRecord): JsonObject {
  return { ...evidence };
}

/** The evidence of a stored attempt; undefined when there is none, or none that can be read. */
export function fromJson(json: JsonObject | null): SendRecord | undefined {
  if (!json || typeof json.run !== 'number' || !Array.isArray(json.sent)) return undefined;
  const evidence = json as unknown as SendRecord;
  return { ...evidence, leftBy: evidence.leftBy ?? evidence.sentAt };
}

/** For how long no request can have left; negative while one may still. */
export function msSinceLastSend({ leftBy }: SendRecord, clock: StoreClock): number {
  return clock() - leftBy;
}

/** What else may explain a new contact of the customer. */
export interface ConcurrentAttempts {
  /** Our own request is on its way, or the vendor may still carry it out. */
  readonly mayCommit: boolean;
  /** Other attempts that are not decided. */
  readonly others: readonly {
    /** Undefined where it cannot be read. */
    readonly evidence: SendRecord | undefined;
    /** As ours. */
    readonly mayCommit: boolean;
  }[];
  /** Ids of contacts that are noted as other attempts'. */
  readonly claimed: ReadonlySet<string>;
  /** The one that is noted as ours: the vendor's own key gave it, and that could not be recorded. */
  readonly own?: string | undefined;
}

export type Reconciliation =
  | { readonly kind: 'created'; readonly contact: Contact }
  /** None of the contacts can be the one. */
  | { readonly kind: 'absent' }
  /** Contacts that may be the one, but nothing proves it. */
  | { readonly kind: 'possible'; readonly contacts: readonly Contact[] };

/**
 * What a complete list of the customer's contacts says about an attempt. A new contact that holds some of what was sent,
 * but not all, may be ours in the vendor's own spelling; one that holds more may be that of a request that asked for more. They
 * prove neither the outcome nor its absence.
 *
 * Where another attempt may have created the same contact, nothing is proved until neither of them can create one any more:
 * to whom it is given, the other runs again, and a second one would come from the first. Then each contact goes to one of them: as many were created as are told, and those that get none were not carried out.
 */
export function reconcile(
  evidence: SendRecord,
  contacts: readonly Contact[],
  rivals: ConcurrentAttempts,
): Reconciliation {
  const { marker, isGenerated, before, beforeDigests } = evidence;
  if (isGenerated) {
    const marked = contacts.find(({ externalId }) => externalId === marker);
    if (!marked) return { kind: 'absent' };
    // One that holds nothing of it was made by another request, under a key that has been forgotten since.
    return compareWithSent(marked, evidence).matchRatio > 0
      ? { kind: 'created', contact: marked }
      : { kind: 'possible', contacts: [marked] };
  }
  const own = contacts.find(({ id }) => id === rivals.own);
  if (own) return { kind: 'created', contact: own };
  const isNew = newSince(evidence);
  const candidates = contacts.filter(
    (contact) =>
      isNew(contact) && !rivals.claimed.has(contact.id) && (marker === null || contact.externalId === marker),
  );
  const likeness = candidates.map((contact) => ({ contact, ...compareWithSent(contact, evidence) }));
  const similar = likeness.filter(({ matchRatio }) => matchRatio > 0);
  if (similar.length === 0) return { kind: 'absent' };
  // Without the list from before, a contact may be an older one that looks the same; and nothing looks like nothing.
  const isTelling = (before !== null || beforeDigests !== undefined) && evidence.sent.length > 0;
  const equal = isTelling ? similar.filter(({ isEqual }) => isEqual).map(({ contact }) => contact) : [];
  const others = rivals.others.filter(({ evidence: other }) => mayHaveMadeOne(other, equal));
  const [first] = equal;
  const isOpen = others.length > 0 && (rivals.mayCommit || others.some(({ mayCommit }) => mayCommit));
  const isProved = !isOpen && equal.length <= others.length + 1;
  return first && isProved
    ? { kind: 'created', contact: first }
    : { kind: 'possible', contacts: similar.map(({ contact }) => contact) };
}

/** Whether one of the contacts may be that of another attempt, of which nothing may be known. */
function mayHaveMadeOne(other: SendRecord | undefined, contacts: readonly Contact[]): boolean {
  if (!other) return contacts.length > 0;
  const isNew = newSince(other);
  return contacts.some((contact) => isNew(contact) && compareWithSent(contact, other).matchRatio === 1);
}

function newSince({ before, beforeDigests, salt }: SendRecord): (contact: Contact) => boolean {
  if (beforeDigests === undefined) {
    const old = new Set(before);
    return ({ externalId }) => !old.has(externalId);
  }
  const old = new Set<string>();
  for (let at = 0; at < beforeDigests.length; at += DIGEST_LENGTH) {
    old.add(beforeDigests.slice(at, at + DIGEST_LENGTH));
  }
  return ({ externalId }) => !old.has(idDigest(externalId, salt));
}

/** What vendors fill in, as their documented answers show: a name put together from its parts, the next position. */
const FILLED: ReadonlySet<string> = new Set(['name', 'position']);

interface Comparison {
  /** The share of the sent values that the contact holds: 1 when it holds all, also when nothing was sent. */
  readonly matchRatio: number;
  /** It holds all of them, and nothing else that somebody would have had to say. */
  readonly isEqual: boolean;
}

function compareWithSent(contact: Contact, { salt, sent }: SendRecord): Comparison {
  const leaves = leafDigests(contact, salt);
  const asked = new Set(sent);
  const matchRatio = sent.length === 0 ? 1 : sent.filter((digest) => leaves.has(digest)).length / sent.length;
  const isMore = [...leaves].some(([digest, field]) => !asked.has(digest) && !FILLED.has(field));
  return { matchRatio, isEqual: matchRatio === 1 && !isMore };
}

/**
 * Digests of the values of a contact, and the field of each. Custom fields are left out: a vendor may drop them, and a
 * list may not bring them. Positions in lists are left out too, for vendors order them as they like.
 */
function leafDigests(contact: Contact, salt: string): Map<string, string> {
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
    const text = JSON.stringify([field, value]);
    digests.set(createHmac('sha256', salt).update(text).digest('base64url'), field);
  }
  return digests;
}
