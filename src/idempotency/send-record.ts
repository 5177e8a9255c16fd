/**
 * The record of a send, written before the request is sent. It later confirms that the attempt created a
 * contact: by an id that we chose, or by the earlier ids and digests of the sent values. Similarity alone
 * confirms nothing: the same contact may have existed before.
 */
import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts/provider-account.js';
import type { JsonObject } from '../model/contact.js';
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import { requestOf } from '../providers/request-of.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { type ContactsBefore, idDigests, requestDigest, type SentValues, sentDigests } from './digests.js';
import type { Attempt } from './store/store.js';
import type { StoreClock } from './store-clock.js';

/** Recorded for every write. All times are the store's, in milliseconds since 1970. */
export type SentRecord = {
  readonly salt: string;
  /** The customer id from the request; absent in records of earlier releases. */
  readonly customerId?: string;
  /** The run under this key; a vendor's own key is made for one run. */
  readonly run: number;
  /** Headers required to read the contact. */
  readonly scope?: Readonly<Record<string, string>>;
  /** Digest of the request; absent in records of earlier releases. */
  readonly request?: string;
  /** When the first request was about to be sent. */
  readonly sentAt: number;
  /** The latest time the last request can have been sent: a queued request may be sent at its deadline. */
  readonly lastSendAt: number;
  /** Whether it was resent under the vendor's own key. */
  readonly resent?: boolean;
  /** Complete checks so far that found nothing. */
  readonly emptyChecks?: number;
};

export interface SendRecord extends SentRecord, SentValues, ContactsBefore {
  readonly salt: string;
  /** The contact's id at the vendor, if chosen before the write. */
  readonly contactId: string | null;
  /** Whether we chose that id; one that the caller chose may have existed before. */
  readonly idChosenByUs: boolean;
}

/** The facts known before sending. */
export type SendContext = Pick<SendRecord, 'run' | 'contactId' | 'idChosenByUs' | 'before' | 'scope'>;

export function makeSendRecord(
  account: Pick<Account, 'provider' | 'expected'>,
  call: ProviderCall,
  { before, ...context }: SendContext,
  { clock, deadline }: { readonly clock: StoreClock; readonly deadline: Deadline },
): SendRecord {
  const salt = randomBytes(16).toString('base64url');
  const beforeDigests = idDigests(before, salt);
  return {
    ...context,
    customerId: call.customerId,
    before: null,
    ...(beforeDigests !== undefined && { beforeDigests }),
    salt,
    sent: sentDigests(account.expected(call), salt),
    request: digestOf(account.provider, call, salt),
    sentAt: clock(),
    lastSendAt: deadlineAt(deadline, clock),
  };
}

/**
 * Whether this version would send the same request. If it encodes the contact differently, a repeat would be
 * another request, which the vendor may apply too.
 */
export function isSentRequest(
  { request, salt }: Pick<SentRecord, 'request' | 'salt'>,
  provider: Provider,
  call: ProviderCall,
): boolean {
  return request === digestOf(provider, call, salt);
}

/** Equal for all runs, although each has its own key at the vendor. */
export function digestOf(provider: Provider, call: ProviderCall, salt: string): string {
  return requestDigest(requestOf(provider, { ...call, run: 1 }), salt);
}

/** The end of a deadline, by the store's clock. */
export function deadlineAt(deadline: Deadline, clock: StoreClock): number {
  return clock() + Math.ceil(deadline.remainingMs());
}

/** The record once the request is over and can no longer be sent. */
export function closeSendWindow<Sent extends SentRecord>(record: Sent, clock: StoreClock): Sent {
  return { ...record, lastSendAt: Math.min(record.lastSendAt, clock()) };
}

/** Time since the last moment a request could be sent; negative while one still can. */
export function msSinceLastSend({ lastSendAt }: Pick<SentRecord, 'lastSendAt'>, clock: StoreClock): number {
  return clock() - lastSendAt;
}

/** Names in the store, shared with earlier releases. Never change them. */
type StoredRecord = {
  readonly customerId?: string;
  readonly run: number;
  readonly marker: string | null;
  readonly isGenerated: boolean;
  readonly before: readonly string[] | null;
  readonly beforeDigests?: string;
  readonly salt: string;
  readonly sent: readonly string[];
  readonly scope?: Readonly<Record<string, string>>;
  readonly request?: string;
  readonly sentAt: number;
  /** Absent in records of the first releases. */
  readonly leftBy?: number;
  readonly resent?: boolean;
  readonly looks?: number;
};

export function toJson(record: SendRecord): JsonObject {
  const { contactId: marker, idChosenByUs: isGenerated, lastSendAt: leftBy, emptyChecks, ...same } = record;
  const stored: StoredRecord = {
    ...same,
    marker,
    isGenerated,
    leftBy,
    ...(emptyChecks !== undefined && { looks: emptyChecks }),
  };
  return stored;
}

/** A stored attempt's record; undefined if it has none, or an unreadable one. */
export function fromJson(json: JsonObject | null): SendRecord | undefined {
  if (!json || typeof json.run !== 'number' || !Array.isArray(json.sent)) return undefined;
  const { marker, isGenerated, leftBy, looks, ...same } = json as StoredRecord;
  return {
    ...same,
    contactId: marker,
    idChosenByUs: isGenerated,
    lastSendAt: leftBy ?? same.sentAt,
    ...(looks !== undefined && { emptyChecks: looks }),
  };
}

/** The last run under the key, for any operation; 0 before the first. */
export function runOf({ evidence }: Attempt): number {
  return typeof evidence?.run === 'number' ? evidence.run : 0;
}
