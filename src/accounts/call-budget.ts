/** Limits the vendor calls of one request. A read's retries count as part of its call. */

/** Wraps every vendor call of one request; see `ProviderAccount.guarded`. */
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
   * Counts calls without limiting them: a write that has begun is completed, because its outcome matters more
   * than the budget.
   */
  readonly counting: CallGuard = (call) => {
    this.count();
    return call();
  };
}

/** The request has used up its calls. The call that throws this was not sent. */
export class CallBudgetError extends Error {
  constructor(readonly limit: number) {
    super(`a request can make at most ${limit} provider calls`);
    this.name = 'CallBudgetError';
  }
}
