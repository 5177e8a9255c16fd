/** Chargebee's idempotency keys: API reference, "Idempotency". */
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { failure } from './reply.js';

/** Length that a `chargebee-idempotency-key` may have. */
export const MAX_IDEMPOTENCY_KEY = 100;
const IDEMPOTENCY_WINDOW_MS = 30 * 60 * 1000;

/** The answers of one site. The one to a key is given again for thirty minutes. */
export class IdempotentAnswers {
  /** Oldest first. */
  readonly #answers = new Map<string, { request: string; reply: SandboxReply; until: number }>();

  once(request: SandboxRequest, run: () => SandboxReply): SandboxReply {
    const key = request.headers['chargebee-idempotency-key'];
    if (key === undefined) return run();
    this.#forgetExpired();

    const fingerprint = `${request.path}\n${request.body}`;
    const stored = this.#answers.get(String(key));
    if (stored === undefined) {
      const reply = run();
      // Not documented whether a refusal is stored. Nothing was done, so it may be tried again.
      if (reply.status === 200) {
        this.#answers.set(String(key), {
          request: fingerprint,
          reply,
          until: Date.now() + IDEMPOTENCY_WINDOW_MS,
        });
      }
      return reply;
    }
    if (stored.request !== fingerprint) {
      return failure(
        422,
        'invalid_request',
        'unable_to_process_request',
        'The idempotency key was used with another request',
      );
    }
    return {
      ...stored.reply,
      headers: { ...stored.reply.headers, 'chargebee-idempotency-replayed': 'true' },
    };
  }

  #forgetExpired(): void {
    for (const [key, { until }] of this.#answers) {
      if (until > Date.now()) return;
      this.#answers.delete(key);
    }
  }
}
