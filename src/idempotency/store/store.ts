/**
 * Stores the attempts of writes under an idempotency key. An attempt is recorded before the first byte is
 * sent, so that a process that dies leaves a record of what it was about to do.
 *
 * Every change is a compare-and-set on `epoch`, which it increments, so that an owner that lost its lease
 * unknowingly cannot overwrite later changes. Times are milliseconds since 1970; a store shared by several
 * processes uses its own clock, not theirs.
 *
 * A store must not throw because of what two processes can do to each other; it throws if it cannot read or
 * write.
 */
import type { JsonObject } from '../../model/contact.js';
import type { WriteOperation } from '../../model/outcome.js';
import type { StoreFill } from './size-bound.js';

/** This version of the service cannot use the store's tables. */
export class StoreSchemaError extends Error {
  override readonly name: string = 'StoreSchemaError';
}

/** This process lacks one of the store's keys, or finds a value that was not written with one. */
export class StoreKeyError extends StoreSchemaError {
  override readonly name = 'StoreKeyError';
}

/** The store is full. Existing keys are still honored. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError';
  readonly code = 'STORE_FULL';

  constructor() {
    super('the store has reached STORE_MAX_ROWS or STORE_MAX_BYTES');
  }
}

/**
 * PENDING: claimed, nothing sent. SENDING: a request may have been sent. UNKNOWN: same, but no process is
 * working on it. The others are final, but NOT_APPLIED may run again.
 */
export type AttemptState = 'PENDING' | 'SENDING' | 'UNKNOWN' | 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED';

export interface Attempt {
  /** Digest of caller, account, customer and idempotency key. */
  readonly id: string;
  /** Digest of caller, account and idempotency key: one key belongs to one customer. */
  readonly lookupId: string;
  /** The provider account's id. Contact and customer ids are unique only within an account. */
  readonly account: string;
  readonly customerId: string;
  readonly operation: WriteOperation;
  /** Digest of the request, which differs for another request under the same key. */
  readonly fingerprint: string;
  readonly state: AttemptState;
  readonly epoch: number;
  /** The process that works on it, and the end of its lease; both null without one. */
  readonly owner: string | null;
  readonly leaseUntil: number | null;
  /**
   * What will confirm the outcome: marker, earlier ids, digests of the sent values. Contains no contact
   * value.
   */
  readonly evidence: JsonObject | null;
  /** The answer to replay, as JSON. Contains what the provider answered. */
  readonly answer: object | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  /** When a sweep may next check it; null for never. */
  readonly dueAt: number | null;
  /** How often its outcome was checked. */
  readonly checks: number;
  /** When it may be purged; null while its outcome is unknown. */
  readonly expiresAt: number | null;
}

export type NewAttempt = Pick<Attempt, 'id' | 'lookupId' | 'account' | 'customerId' | 'fingerprint'> & {
  /** Default: ADD. */
  readonly operation?: WriteOperation;
  readonly owner: string;
  readonly leaseMs: number;
};

/** What a change sets; absent values stay. Durations count from the store's current time. */
export interface AttemptChange {
  readonly state?: AttemptState;
  /** Null releases the lease. */
  readonly lease?: { readonly owner: string; readonly ms: number } | null;
  /** The customer's canonical id, if the caller used another. */
  readonly customerId?: string;
  readonly evidence?: JsonObject | null;
  readonly answer?: object | null;
  /** Null if no sweep needs to check it. */
  readonly dueInMs?: number | null;
  readonly checks?: number;
  /** Records the contact that the attempt created, unless it is another attempt's. */
  readonly contactId?: string;
  /** Null if it must not be purged. */
  readonly expiresInMs?: number | null;
}

/** How many attempts are in a state, and the age of the oldest. */
export interface Unsettled {
  readonly state: AttemptState;
  readonly attempts: number;
  readonly oldestMs: number;
}

/** An exclusive right, by name. It expires by itself, whatever happens to its owner. */
export interface LeaseStore {
  /**
   * Grants the lease unless another owner has it and it has not expired; returns whether it did. An owner
   * identifies one use of a lease, so that it cannot release a later one.
   */
  takeLease(name: string, owner: string, ms: number): Promise<boolean>;
  /** Does nothing if the owner no longer has it. */
  releaseLease(name: string, owner: string): Promise<void>;
}

export interface AttemptStore extends LeaseStore {
  /**
   * Creates a PENDING attempt at epoch 1 with a lease, or returns the existing one unchanged: the one with
   * the id, else one with the lookup id, which belongs to another customer. If two customers claim one lookup
   * id concurrently, at most one gets it. Once resolved, a claim survives the process; the first change makes
   * it as durable as itself. Rejects with a StoreFullError if there is no room for a new attempt.
   */
  claim(attempt: NewAttempt): Promise<{ readonly claimed: boolean; readonly attempt: Attempt }>;
  get(id: string): Promise<Attempt | undefined>;
  /** Gives an attempt to an adopter, durable once resolved; false if it is another's or no longer exists. */
  adopt(id: string, adopter: string): Promise<boolean>;
  /** The newest attempt with the lookup id. */
  find(lookupId: string): Promise<Attempt | undefined>;
  /** The changed attempt, durable once resolved; undefined if its epoch is no longer `epoch`. */
  change(id: string, epoch: number, change: AttemptChange): Promise<Attempt | undefined>;
  /**
   * Records the contact that the attempt created in its account, durable once resolved; false if it is
   * another attempt's, or if the attempt no longer exists. The record is purged with the attempt.
   */
  claimContact(attemptId: string, contactId: string): Promise<boolean>;
  /** Those of the contacts that are recorded, each with the id of its attempt in the same account. */
  holders(attemptId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A customer's SENDING or UNKNOWN adds, oldest first: any of them may have created a contact. */
  undecided(account: string, customerId: string): Promise<readonly Attempt[]>;
  /**
   * Takes up to `limit` attempts for a sweep: those past their `dueAt`, and PENDING or SENDING ones with an
   * expired lease. Each gets the lease and the next epoch; two sweeps never get the same one.
   */
  takeDue(owner: string, leaseMs: number, limit: number): Promise<readonly Attempt[]>;
  /** The store's size, as last measured. */
  size(): Promise<StoreFill>;
  /** Unsettled attempts by state; reads at most `limit`. */
  unsettled(limit: number): Promise<readonly Unsettled[]>;
  /**
   * A caller's name in counts that replicas share. Keyed if the store has keys, so that names cannot be
   * guessed.
   */
  callerName(callerId: string): string;
  /** The store's clock. */
  now(): Promise<number>;
  /** Whether the attempt's lease is still valid, by the store's clock. */
  isLeased(attempt: Attempt): Promise<boolean>;
  /**
   * Purges expired attempts and leases; returns the number of attempts. A SUCCEEDED one stays while another
   * for its customer is undecided: its record shows that its contact is not the other's.
   */
  purge(): Promise<number>;
  /**
   * Rejects if the store is unusable: with a StoreSchemaError if this version cannot use its tables. Only
   * reads, because anyone may trigger it.
   */
  check(): Promise<void>;
  close(): Promise<void>;
}
