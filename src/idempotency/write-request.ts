/** Requests under an idempotency key. */
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

/** The caller that a key belongs to. */
export interface KeyOwner {
  readonly id: string;
  /** Whether they may see what concerns the customer. */
  reaches(customerId: string): boolean;
}

/** A request as its caller made it. */
export interface WriteRequest {
  readonly account: Account;
  readonly key: string;
  /** Absent where callers are not checked. */
  readonly owner?: KeyOwner | undefined;
  readonly call: ProviderCall;
  /** Absent where the contact is added in any case. */
  readonly duplicates?: DuplicateRule | undefined;
}

/** What all writes of a process share. */
export interface WriteContext {
  readonly store: AttemptStore;
  readonly accounts: Pick<Accounts, 'withId'>;
  readonly unresolved: UnresolvedRequests;
  readonly unique: UniqueAdds;
  /** Of the lease that this process holds. */
  readonly leaseMs: number;
}

/** One look for an outcome, with the request where it is at hand. */
export interface Search extends WriteContext {
  readonly deadline: Deadline;
  readonly request?: WriteRequest | undefined;
  /** Whether no other change of ours to the contact can run meanwhile. */
  readonly isLeased?: true;
}

export interface Write extends Search {
  readonly request: WriteRequest;
}

/** An attempt that we hold. */
export interface Held {
  readonly attempt: Attempt;
  readonly clock: StoreClock;
}

/** One whose request may have left. */
export interface Sent<Written extends SendRecord | ChangeRecord = SendRecord | ChangeRecord> extends Held {
  readonly record: Written;
}

/** An attempt after its outcome was looked for. */
export interface Resolved {
  readonly attempt: Attempt;
  /** The vendor's mark shows that a repeat created the contact: no request before it had arrived. */
  readonly isCreatedNow?: boolean;
}

const MAX_UNRESOLVED_REQUESTS = 1000;

/** Requests of this process whose outcome is not known: with them a vendor's own key can still be used. */
export class UnresolvedRequests {
  readonly #requests = new Map<string, { readonly fingerprint: string; readonly request: WriteRequest }>();

  /** Keeps the newest only: the outcome of older ones is found without their request. */
  keep({ id, fingerprint }: Attempt, request: WriteRequest): void {
    this.#requests.set(id, { fingerprint, request });
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > MAX_UNRESOLVED_REQUESTS && oldest !== undefined) this.#requests.delete(oldest);
  }

  /** Never a request that had the key before the key was forgotten and used again elsewhere. */
  of({ id, fingerprint }: Attempt): WriteRequest | undefined {
    const kept = this.#requests.get(id);
    return kept?.fingerprint === fingerprint ? kept.request : undefined;
  }

  drop({ id }: Attempt): void {
    this.#requests.delete(id);
  }
}
