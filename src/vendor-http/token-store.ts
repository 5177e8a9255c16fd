/** Stores tokens that replace the configured ones. The caller encrypts them. */
export interface TokenStore {
  /**
   * Runs `work` with the stored text, or undefined, and stores the text it resolves to; undefined changes
   * nothing. Only one process that shares the store runs `work` for a name at a time. Rejects if the store is
   * unavailable.
   */
  exchange(name: string, work: (kept: string | undefined) => Promise<string | undefined>): Promise<void>;
}

/** Keeps tokens for the lifetime of the process. */
export class MemoryTokenStore implements TokenStore {
  readonly #kept = new Map<string, string>();
  /** The last exchange under each name. */
  readonly #last = new Map<string, Promise<unknown>>();

  exchange(name: string, work: (kept: string | undefined) => Promise<string | undefined>): Promise<void> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(async () => {
      const next = await work(this.#kept.get(name));
      if (next !== undefined) this.#kept.set(name, next);
    });
    this.#last.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
