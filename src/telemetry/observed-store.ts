/** Wraps a store to report its operations. */
import type { AttemptState, AttemptStore } from '../idempotency/store/store.js';

export interface StoreOperation {
  readonly operation: string;
  readonly durationMs: number;
  /** Why the store rejected it. */
  readonly error?: unknown;
  /** The attempt's new state. */
  readonly state?: AttemptState | undefined;
}

export type ReportOperation = (operation: StoreOperation) => void;

export function observedStore(store: AttemptStore, report: ReportOperation): AttemptStore {
  function observed<Given extends unknown[], Result>(
    operation: string,
    run: (...given: Given) => Promise<Result>,
    stateOf: (result: Result, ...given: Given) => AttemptState | undefined = () => undefined,
  ) {
    return async (...given: Given): Promise<Result> => {
      const startedAt = performance.now();
      try {
        const result = await run(...given);
        const durationMs = performance.now() - startedAt;
        report({ operation, durationMs, state: stateOf(result, ...given) });
        return result;
      } catch (error) {
        report({ operation, durationMs: performance.now() - startedAt, error });
        throw error;
      }
    };
  }
  return {
    claim: observed(
      'claim',
      (attempt) => store.claim(attempt),
      ({ claimed }) => (claimed ? 'PENDING' : undefined),
    ),
    get: observed('get', (id) => store.get(id)),
    find: observed('find', (lookupId) => store.find(lookupId)),
    change: observed(
      'change',
      (id, epoch, change) => store.change(id, epoch, change),
      (changed, _id, _epoch, change) => change.state && changed?.state,
    ),
    adopt: observed('adopt', (id, adopter) => store.adopt(id, adopter)),
    claimContact: observed('claimContact', (id, contact) => store.claimContact(id, contact)),
    holders: observed('holders', (id, contacts) => store.holders(id, contacts)),
    undecided: observed('undecided', (account, customer) => store.undecided(account, customer)),
    takeDue: observed('takeDue', (owner, leaseMs, limit) => store.takeDue(owner, leaseMs, limit)),
    size: () => store.size(),
    unsettled: observed('unsettled', (limit) => store.unsettled(limit)),
    callerName: (callerId) => store.callerName(callerId),
    now: observed('now', () => store.now()),
    isLeased: observed('isLeased', (attempt) => store.isLeased(attempt)),
    takeLease: observed('takeLease', (name, owner, ms) => store.takeLease(name, owner, ms)),
    releaseLease: observed('releaseLease', (name, owner) => store.releaseLease(name, owner)),
    purge: observed('purge', () => store.purge()),
    check: observed('check', () => store.check()),
    close: () => store.close(),
  };
}
