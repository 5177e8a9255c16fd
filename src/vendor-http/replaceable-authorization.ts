/**
 * Credentials that can be replaced at runtime. Rereads them when the vendor rejects the current ones, or on
 * demand.
 */
import type { Authorization, TokenFailure } from './authorization.js';
import { isTokenFailure } from './authorization.js';
import { type Clock, systemClock } from './clock.js';
import type { Deadline } from './deadline.js';

/** Minimum interval between rereads of rejected credentials, regardless of how many calls fail. */
export const REREAD_PAUSE_MS = 5000;
/** How many secrets of replaced credentials to keep redacting. */
const MAX_FORMER = 32;

export class ReplaceableAuthorization implements Authorization {
  #current: Authorization;
  #former: readonly string[] = [];
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** Maps a request's headers to the credentials they came from. */
  readonly #origins = new WeakMap<Readonly<Record<string, string>>, Authorization>();

  /** `reread` returns the new authorization, or undefined if the credentials have not changed. */
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
    // Renew the token first: its rejection says nothing about the credentials behind it.
    return (used === this.#current && used.renew(rejected)) || this.#hasOther(used);
  }

  secrets(): readonly string[] {
    return [...this.#current.secrets(), ...this.#former];
  }

  /** Rereads the credentials now. */
  replace(): void {
    const next = this.reread();
    if (!next) return;
    this.#former = [...this.#current.secrets(), ...this.#former].slice(0, MAX_FORMER);
    this.#current = next;
  }

  /** Whether the current credentials differ from the rejected ones. */
  #hasOther(rejected: Authorization): boolean {
    if (rejected === this.#current && this.clock.now() >= this.#pausedUntil) {
      this.#pausedUntil = this.clock.now() + REREAD_PAUSE_MS;
      this.replace();
    }
    return rejected !== this.#current;
  }
}
