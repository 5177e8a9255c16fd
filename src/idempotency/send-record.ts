/**
 * The record of a send, written before the request leaves. It confirms later that the attempt created a
 * contact: by an id that we chose, or by the ids that existed before and digests of the sent values.
 * Resemblance alone confirms nothing: the same contact may have existed before.
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

/** What is recorded of every write. All times are the store's, in milliseconds since 1970. */
export type SentRecord = {
  readonly salt: string;
  /** The customer's id as the request gave it; absent in records of earlier releases. */
  readonly customerId?: string;
  /** Which run under the key this is; a vendor's own key is made for one run. */
  readonly run: number;
  /** Headers without which the contact cannot be read. */
  readonly scope?: Readonly<Record<string, string>>;
  /** Digest of the request; absent in records of earlier releases. */
  readonly request?: string;
  /** When the first request was about to leave. */
  readonly sentAt: number;
  /**
   * The latest time at which the last request can have left: a request in a queue may leave at its deadline.
   */
  readonly lastSendAt: number;
  /** Whether it was sent again under the vendor's own key. */
  readonly resent?: boolean;
  /** Complete looks so far that showed nothing of it. */
  readonly emptyChecks?: number;
};

export interface SendRecord extends SentRecord, SentValues, ContactsBefore {
  readonly salt: string;
  /** The id that the contact has at the vendor, where it was chosen before the write. */
  readonly contactId: string | null;
  /** Whether we chose that id; one that the caller chose may have existed before. */
  readonly idChosenByUs: boolean;
}

/** The facts known before the request is sent. */
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
 * Whether this version sends what was sent. One that writes the same contact otherwise would not repeat the
 * request but make another, which the vendor may carry out too.
 */
export function isSentRequest(
  { request, salt }: Pick<SentRecord, 'request' | 'salt'>,
  provider: Provider,
  call: ProviderCall,
): boolean {
  return request === digestOf(provider, call, salt);
}

/** The same for all runs: each has its own key at the vendor. */
export function digestOf(provider: Provider, call: ProviderCall, salt: string): string {
  return requestDigest(requestOf(provider, { ...call, run: 1 }), salt);
}

/** The end of a deadline, by the store's clock. */
export function deadlineAt(deadline: Deadline, clock: StoreClock): number {
  return clock() + Math.ceil(deadline.remainingMs());
}

/** The record once the request is over: nothing can leave any more. */
export function closeSendWindow<Sent extends SentRecord>(record: Sent, clock: StoreClock): Sent {
  return { ...record, lastSendAt: Math.min(record.lastSendAt, clock()) };
}

/** How long no request can have left; negative while one still may. */
export function msSinceLastSend({ lastSendAt }: Pick<SentRecord, 'lastSendAt'>, clock: StoreClock): number {
  return clock() - lastSendAt;
}

/** The names in the store, which earlier releases read and write too. They never change. */
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

/** The record of a stored attempt; undefined when it has none, or none that can be read. */
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

/** The last run under the key, whatever was written; 0 before the first. */
export function runOf({ evidence }: Attempt): number {
  return typeof evidence?.run === 'number' ? evidence.run : 0;
}
