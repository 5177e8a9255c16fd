/** Bounds the calls to vendors that one request makes. A retry of a read is part of its call. */
import type { DirectoryEntry, VendorConnection } from './directory.js';

export class CallBudget {
  #made = 0;

  constructor(readonly limit: number) {}

  get isSpent(): boolean {
    return this.#made >= this.limit;
  }

  count(): void {
    this.#made += 1;
  }
}

/** The request has made all the calls that it may. Nothing was sent for what throws this. */
export class CallBudgetError extends Error {
  constructor(readonly limit: number) {
    super(`a request may make ${limit} calls to providers`);
    this.name = 'CallBudgetError';
  }
}

/**
 * The provider with its calls counted. They are never stopped here: a write that has begun is carried through, because
 * its outcome matters more than the budget.
 */
export function countCalls(entry: DirectoryEntry, calls: CallBudget): DirectoryEntry {
  const { access, provider } = entry;
  if (!access) return entry;
  const { connection } = access;
  const counted: VendorConnection = {
    prepare: (call, deadline) => {
      if (provider.prepare) calls.count();
      return connection.prepare(call, deadline);
    },
    addContact: (call, plan, deadline) => {
      calls.count();
      return connection.addContact(call, plan, deadline);
    },
    read: (options, deadline, work) =>
      connection.read(options, deadline, (vendor) =>
        work({
          read: (request, holds, expects) => {
            calls.count();
            return vendor.read(request, holds, expects);
          },
        }),
      ),
    mayRepeatWrite: (waitMs, attempt, deadline) => connection.mayRepeatWrite(waitMs, attempt, deadline),
    close: () => connection.close(),
    destroy: () => connection.destroy(),
  };
  return { ...entry, access: { ...access, connection: counted } };
}
