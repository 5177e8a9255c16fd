/**
 * Credentials that may be replaced while the process runs. They are read again when the vendor rejects those
 * in use, and when somebody says so.
 */
import type { Authorization, TokenFailure } from './authorization.js';
import { isTokenFailure } from './authorization.js';
import { type Clock, systemClock } from './clock.js';
import type { Deadline } from './deadline.js';

/** Credentials that stay wrong are read again this often at most, however many calls they cost. */
export const REREAD_PAUSE_MS = 5000;
/** Secrets of replaced credentials that are still kept out of every text. */
const MAX_FORMER = 32;

export class ReplaceableAuthorization implements Authorization {
  #current: Authorization;
  #former: readonly string[] = [];
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** Which credentials the headers of a request came from. */
  readonly #origins = new WeakMap<Readonly<Record<string, string>>, Authorization>();

  /** `reread` gives the authorization of other credentials; undefined when they are the same as before. */
  constructor(
    first: Authorization,
    private readonly reread: () => Authorization | undefined,
    private readonly clock: Clock = systemClock,
  ) {
    this.#current = first;
  }

  async headers(deadline: Deadline): Promise<Readonly<Record<string, string>> | TokenFailure> {
    const used = this.#current;
    const headers = await used.headers(deadline);
    if (!isTokenFailure(headers)) {
      this.#origins.set(headers, used);
      return headers;
    }
    return headers.kind === 'rejected' && this.#hasOther(used) ? this.#current.headers(deadline) : headers;
  }

  renew(rejected: Readonly<Record<string, string>>): boolean {
    const used = this.#origins.get(rejected) ?? this.#current;
    // A token is renewed first: that it was rejected says nothing about the credentials it was granted for.
    return (used === this.#current && used.renew(rejected)) || this.#hasOther(used);
  }

  secrets(): readonly string[] {
    return [...this.#current.secrets(), ...this.#former];
  }

  /** Reads the credentials now. */
  replace(): void {
    const next = this.reread();
    if (!next) return;
    this.#former = [...this.#current.secrets(), ...this.#former].slice(0, MAX_FORMER);
    this.#current = next;
  }

  /** Whether there are other credentials by now than those that were rejected. */
  #hasOther(rejected: Authorization): boolean {
    if (rejected === this.#current && this.clock.now() >= this.#pausedUntil) {
      this.#pausedUntil = this.clock.now() + REREAD_PAUSE_MS;
      this.replace();
    }
    return rejected !== this.#current;
  }
}
