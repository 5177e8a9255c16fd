/** Where tokens are kept that replace the configured ones. Whoever keeps one encrypts it first. */
export interface TokenStore {
  /**
   * Runs `work` with the kept text, or undefined, and keeps the text that `work` resolves to; undefined
   * changes nothing. Of all processes that share the store, one at a time works under a name. Rejects when
   * the store cannot be used.
   */
  exchange(name: string, work: (kept: string | undefined) => Promise<string | undefined>): Promise<void>;
}

/** Keeps tokens as long as the process lives. */
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
