/** A vendor's idempotency keys: the first reply to a key is given again. */
import { LatestMap } from './latest-map.js';
import type { SandboxReply, SandboxRequest } from './vendor.js';

export interface IdempotencyRules {
  /** The request header with the key, in lower case. */
  readonly header: string;
  readonly windowMs: number;
  /** Which requests may have a key; for others it means nothing. All by default. */
  readonly applies?: (request: SandboxRequest) => boolean;
  /** What a repeat has to have in common with the first request. */
  readonly fingerprint: (request: SandboxRequest) => string;
  /** The reply to a key that came with another request before. */
  readonly otherRequest: () => SandboxReply;
  /** The error of a key that the vendor does not take. */
  readonly check?: (key: string, request: SandboxRequest) => SandboxReply | undefined;
  /** Which replies are stored; all of them by default. */
  readonly stores?: (reply: SandboxReply) => boolean;
  /** Headers that mark a stored reply. */
  readonly replayed?: Readonly<Record<string, string>>;
  /** For so long a first request counts as still running, and a repeat gets this reply. */
  readonly running?: {
    readonly forMs: (request: SandboxRequest) => number;
    readonly reply: () => SandboxReply;
  };
}

/** Later ones push older ones out before their window is over. */
const KEPT_KEYS = 10_000;

interface StoredReply {
  readonly fingerprint: string;
  readonly reply: SandboxReply;
  readonly readyAt: number;
  readonly expiresAt: number;
}

export class IdempotentReplies {
  readonly #rules: IdempotencyRules;
  readonly #stored = new LatestMap<StoredReply>(KEPT_KEYS);

  constructor(rules: IdempotencyRules) {
    this.#rules = rules;
  }

  /**
   * Runs a request, or answers from an earlier one with the same key. `complete` adds to a reply what all
   * replies have; a stored one keeps that.
   */
  once(
    request: SandboxRequest,
    run: () => SandboxReply,
    complete: (reply: SandboxReply) => SandboxReply,
  ): SandboxReply {
    const { header, windowMs, applies, fingerprint, otherRequest, check, stores, replayed, running } =
      this.#rules;
    const key = request.headers[header];
    if (typeof key !== 'string' || applies?.(request) === false) return complete(run());
    const error = check?.(key, request);
    if (error) return complete(error);

    const now = Date.now();
    const stored = this.#stored.get(key);
    if (stored === undefined || stored.expiresAt <= now) {
      const reply = complete(run());
      if (stores?.(reply) ?? true) {
        const readyAt = now + (running?.forMs(request) ?? 0);
        const entry = { fingerprint: fingerprint(request), reply, readyAt, expiresAt: now + windowMs };
        this.#stored.set(key, entry);
      }
      return reply;
    }
    if (stored.fingerprint !== fingerprint(request)) return complete(otherRequest());
    if (running && now < stored.readyAt) return complete(running.reply());
    return { ...stored.reply, headers: { ...stored.reply.headers, ...replayed } };
  }

  /** Forgets all keys, as time does. */
  forget(): void {
    this.#stored.clear();
  }

  /** Forgets no key before its time. */
  keepAll(): void {
    this.#stored.atLeast = Number.POSITIVE_INFINITY;
  }
}
