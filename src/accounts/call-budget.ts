/** Bounds the calls to vendors that one request makes. A retry of a read is part of its call. */

/** Stands before every call of one request to a vendor; see `ProviderAccount.guarded`. */
export type CallGuard = <T>(call: () => Promise<T>) => Promise<T>;

export class CallBudget {
  #made = 0;

  constructor(readonly limit: number) {}

  get isSpent(): boolean {
    return this.#made >= this.limit;
  }

  count(): void {
    this.#made += 1;
  }

  /**
   * Counts calls and stops none: a write that has begun is carried through, because its outcome matters more
   * than the budget.
   */
  readonly counting: CallGuard = (call) => {
    this.count();
    return call();
  };
}

/** The request has made all the calls that it may. Nothing was sent for what throws this. */
export class CallBudgetError extends Error {
  constructor(readonly limit: number) {
    super(`a request may make ${limit} calls to providers`);
    this.name = 'CallBudgetError';
  }
}
