/** Types for requests under an idempotency key. */
import type { Accounts } from '../accounts/accounts.js';
import type { Account } from '../accounts/provider-account.js';
import type { DuplicateRule } from '../model/duplicates.js';
import type { ProviderCall } from '../providers/call.js';
import type { Deadline } from '../vendor-http/deadline.js';
import type { ChangeRecord } from './change-record.js';
import type { SendRecord } from './send-record.js';
import type { Attempt, AttemptStore } from './store/store.js';
import type { StoreClock } from './store-clock.js';
import type { UniqueAdds } from './unique-adds.js';

/** The caller that owns a key. */
export interface KeyOwner {
  readonly id: string;
  /** Whether the owner can access the customer. */
  reaches(customerId: string): boolean;
}

/** A request as its caller made it. */
export interface WriteRequest {
  readonly account: Account;
  readonly key: string;
  /** Set only if callers are authenticated. */
  readonly owner?: KeyOwner | undefined;
  readonly call: ProviderCall;
  /** Absent if the contact is to be added regardless. */
  readonly duplicates?: DuplicateRule | undefined;
}

/** Shared by all writes of a process. */
export interface WriteContext {
  readonly store: AttemptStore;
  readonly accounts: Pick<Accounts, 'withId'>;
  readonly unresolved: UnresolvedRequests;
  readonly unique: UniqueAdds;
  /** Length of this process's leases. */
  readonly leaseMs: number;
}

/** One search for an outcome, with the request if available. */
export interface Search extends WriteContext {
  readonly deadline: Deadline;
  readonly request?: WriteRequest | undefined;
  /** Set if none of our other writes can change the contact meanwhile. */
  readonly isLeased?: true;
}

export interface Write extends Search {
  readonly request: WriteRequest;
}

/** An attempt that this process holds. */
export interface Held {
  readonly attempt: Attempt;
  readonly clock: StoreClock;
}

/** A held attempt whose request may have been sent. */
export interface Sent<Written extends SendRecord | ChangeRecord = SendRecord | ChangeRecord> extends Held {
  readonly record: Written;
}

/** An attempt after its outcome was checked. */
export interface Resolved {
  readonly attempt: Attempt;
  /** The vendor's mark shows that a repeat created the contact: no earlier request had arrived. */
  readonly isCreatedNow?: boolean;
}

const MAX_UNRESOLVED_REQUESTS = 1000;

/**
 * Requests of this process with an unknown outcome, kept because the vendor's own key still works with them.
 */
export class UnresolvedRequests {
  readonly #requests = new Map<string, { readonly fingerprint: string; readonly request: WriteRequest }>();

  /** Keeps only the newest: the outcome of older ones is found without their request. */
  keep({ id, fingerprint }: Attempt, request: WriteRequest): void {
    this.#requests.set(id, { fingerprint, request });
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > MAX_UNRESOLVED_REQUESTS && oldest !== undefined) this.#requests.delete(oldest);
  }

  /** Never returns a request whose key has since expired and been reused elsewhere. */
  of({ id, fingerprint }: Attempt): WriteRequest | undefined {
    const kept = this.#requests.get(id);
    return kept?.fingerprint === fingerprint ? kept.request : undefined;
  }

  drop({ id }: Attempt): void {
    this.#requests.delete(id);
  }
}
