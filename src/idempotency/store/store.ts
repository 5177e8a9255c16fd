/**
 * Where attempts to add a contact under an idempotency key are remembered. An attempt is recorded before the
 * first byte leaves, so that a process that dies leaves behind what it was about to do.
 *
 * Every change is a compare-and-set on `epoch`: whoever changes an attempt makes its epoch one higher, so an
 * owner that lost its lease and does not know it yet cannot write over what happened since. Times are
 * milliseconds since 1970; a store that several processes share takes them from its own clock, not from
 * theirs.
 *
 * A store must not throw for what two processes can do to each other; it throws when it cannot read or write.
 */
import type { JsonObject } from '../../model/contact.js';
import type { WriteOperation } from '../../model/outcome.js';
import type { StoreFill } from './size-bound.js';

/** This version of the service cannot use the tables of the store. */
export class StoreSchemaError extends Error {
  override readonly name: string = 'StoreSchemaError';
}

/** This process lacks a key of the store, or finds a value that nobody with a key wrote there. */
export class StoreKeyError extends StoreSchemaError {
  override readonly name = 'StoreKeyError';
}

/** The store holds as much as it may. Keys that it has are honored. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError';
  readonly code = 'STORE_FULL';

  constructor() {
    super('the store holds as much as STORE_MAX_ROWS and STORE_MAX_BYTES allow');
  }
}

/**
 * PENDING: claimed, nothing sent. SENDING: a request may have left. UNKNOWN: one may have, and nobody is
 * working on it. The others are final, but NOT_APPLIED may be run again.
 */
export type AttemptState = 'PENDING' | 'SENDING' | 'UNKNOWN' | 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED';

export interface Attempt {
  /** Digest of caller, account, customer and idempotency key. */
  readonly id: string;
  /** Digest of caller, account and idempotency key: one key is of one customer. */
  readonly lookupId: string;
  /**
   * The account at a provider, as the directory names it. Ids of contacts and customers are an account's own.
   */
  readonly account: string;
  readonly customerId: string;
  readonly operation: WriteOperation;
  /** Digest of the request: another request under the same key has another one. */
  readonly fingerprint: string;
  readonly state: AttemptState;
  readonly epoch: number;
  /** The process that works on it, and until when it has the lease; both null without one. */
  readonly owner: string | null;
  readonly leaseUntil: number | null;
  /**
   * What confirms the outcome later: marker, ids before the write, digests of what was sent. Holds no contact
   * value.
   */
  readonly evidence: JsonObject | null;
  /** The answer to give again, as JSON can hold it. Holds what the provider answered. */
  readonly answer: object | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  /** When a sweep may look at it next; null when it never has to. */
  readonly dueAt: number | null;
  /** How often its outcome was looked for. */
  readonly checks: number;
  /** When it may be forgotten; null while its outcome is not known. */
  readonly expiresAt: number | null;
}

export type NewAttempt = Pick<Attempt, 'id' | 'lookupId' | 'account' | 'customerId' | 'fingerprint'> & {
  /** An add unless something else is said. */
  readonly operation?: WriteOperation;
  readonly owner: string;
  readonly leaseMs: number;
};

/** What a change sets; what is absent stays. Durations count from the store's own clock. */
export interface AttemptChange {
  readonly state?: AttemptState;
  /** Null gives the lease up. */
  readonly lease?: { readonly owner: string; readonly ms: number } | null;
  /** The customer's one id, where the caller named it by another. */
  readonly customerId?: string;
  readonly evidence?: JsonObject | null;
  readonly answer?: object | null;
  /** Null when no sweep has to look at it. */
  readonly dueInMs?: number | null;
  readonly checks?: number;
  /** Notes a contact as the one that the attempt created, unless it is another attempt's already. */
  readonly contactId?: string;
  /** Null while it must not be forgotten. */
  readonly expiresInMs?: number | null;
}

/** How many attempts have a state, and how long ago the oldest of them began. */
export interface Unsettled {
  readonly state: AttemptState;
  readonly attempts: number;
  readonly oldestMs: number;
}

/**
 * The right to be the only one at something, by its name. It ends by itself, whatever became of the owner.
 */
export interface LeaseStore {
  /**
   * Gives the lease to the owner unless another one has it and its time has not run out; whether the owner
   * got it. An owner is of one use of a lease, so that nobody releases a later one.
   */
  takeLease(name: string, owner: string, ms: number): Promise<boolean>;
  /** Nothing happens when the owner has it no more. */
  releaseLease(name: string, owner: string): Promise<void>;
}

export interface AttemptStore extends LeaseStore {
  /**
   * Makes a PENDING attempt at epoch 1 with a lease; or gives the one that is there already, untouched: that
   * with the id, else one with the lookup id, which belongs to another customer. Where two customers claim
   * one lookup id at the same time, one of them may get it or neither, never both. When this resolves, a
   * claim survives the process; the first change makes it as durable as itself. Rejects with a
   * StoreFullError where a new attempt would be one too many.
   */
  claim(attempt: NewAttempt): Promise<{ readonly claimed: boolean; readonly attempt: Attempt }>;
  get(id: string): Promise<Attempt | undefined>;
  /** Gives an attempt to an adopter, durable when it resolves; false when it is another's or is gone. */
  adopt(id: string, adopter: string): Promise<boolean>;
  /** The newest attempt with the lookup id. */
  find(lookupId: string): Promise<Attempt | undefined>;
  /** The changed attempt, durable when this resolves; undefined when its epoch is not `epoch` any more. */
  change(id: string, epoch: number, change: AttemptChange): Promise<Attempt | undefined>;
  /**
   * Notes that a contact of the attempt's account is the one it created, durable when this resolves; false
   * when it is another attempt's already, or when the attempt is gone. The note goes with the attempt.
   */
  claimContact(attemptId: string, contactId: string): Promise<boolean>;
  /**
   * Those of the contacts that are noted, by their ids: the id of the attempt of the same account that has
   * each.
   */
  holders(attemptId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The adds for a customer that are SENDING or UNKNOWN, the oldest first: any of them may have created a
   * contact.
   */
  undecided(account: string, customerId: string): Promise<readonly Attempt[]>;
  /**
   * Takes up to `limit` attempts for a sweep: those whose `dueAt` has passed, and those PENDING or SENDING
   * whose lease has run out. Each gets the lease and the next epoch; two sweeps never get the same one.
   */
  takeDue(owner: string, leaseMs: number, limit: number): Promise<readonly Attempt[]>;
  /** How much it holds, as it was measured last. */
  size(): Promise<StoreFill>;
  /** The attempts that are not settled, by state; looks at no more than `limit`. */
  unsettled(limit: number): Promise<readonly Unsettled[]>;
  /**
   * The name of a caller for what replicas count together: without a key of the store, where it has any,
   * nobody can try names.
   */
  callerName(callerId: string): string;
  /** The store's clock. */
  now(): Promise<number>;
  /** Whether a lease that the attempt shows is still running, by the store's clock. */
  isLeased(attempt: Attempt): Promise<boolean>;
  /**
   * Forgets what has expired, leases among it; how many attempts that were. A SUCCEEDED one stays while
   * another for its customer is not decided: its note tells that its contact is not the other's.
   */
  purge(): Promise<number>;
  /**
   * Rejects when the store cannot be used: with a StoreSchemaError when this version cannot use its tables.
   * Only reads, because anybody may ask for it.
   */
  check(): Promise<void>;
  close(): Promise<void>;
}
