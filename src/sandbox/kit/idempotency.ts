/** A vendor's idempotency keys: repeats of a key get its first reply. */
import { LatestMap } from './latest-map.js';
import type { SandboxReply, SandboxRequest } from './vendor.js';

export interface IdempotencyRules {
  /** The request header with the key, in lowercase. */
  readonly header: string;
  readonly windowMs: number;
  /** Which requests may have a key; other requests ignore it. Default: all. */
  readonly applies?: (request: SandboxRequest) => boolean;
  /** What a repeat must have in common with the first request. */
  readonly fingerprint: (request: SandboxRequest) => string;
  /** The reply to a key used earlier with another request. */
  readonly otherRequest: () => SandboxReply;
  /** The error for a key that the vendor rejects. */
  readonly check?: (key: string, request: SandboxRequest) => SandboxReply | undefined;
  /** Which replies are stored. Default: all. */
  readonly stores?: (reply: SandboxReply) => boolean;
  /** Headers that mark a stored reply. */
  readonly replayed?: Readonly<Record<string, string>>;
  /** How long a first request counts as running; repeats during that time get this reply. */
  readonly running?: {
    readonly forMs: (request: SandboxRequest) => number;
    readonly reply: () => SandboxReply;
  };
}

/** Beyond this, newer keys evict older ones before their window ends. */
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
   * Runs a request, or replays the reply to an earlier one with the same key. `complete` adds what all
   * replies have; a stored reply keeps that.
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

  /** Drops all keys, as if they had expired. */
  forget(): void {
    this.#stored.clear();
  }

  /** Stops evicting keys early. */
  keepAll(): void {
    this.#stored.atLeast = Number.POSITIVE_INFINITY;
  }
}
