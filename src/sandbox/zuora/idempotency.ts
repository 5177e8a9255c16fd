/** Zuora's `Idempotency-Key` (API guide, "Idempotent requests"). */
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';

interface StoredAnswer {
  readonly call: string;
  readonly reply: SandboxReply;
  /** Until then the first request counts as still running. */
  readonly readyAt: number;
  readonly forgottenAt: number;
}

const WINDOW_MS = 24 * 60 * 60 * 1000;
const MAX_KEY = 255;

/** Status, headers and body of the first answer to a key, given again for 24 hours. */
export class IdempotentAnswers {
  readonly #answers = new Map<string, StoredAnswer>();

  /**
   * Runs a request, or answers from an earlier one with the same key. The answer is stored whether it is a
   * success or a failure; the body of the request is not compared. `runsForMs` is how long the caller waits
   * for the answer of the first request, during which a second one is a conflict.
   */
  once(request: SandboxRequest, runsForMs: number, run: () => SandboxReply): SandboxReply {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return run();
    // The status and the text are those a client recorded for an update; the body is not documented.
    if (request.method !== 'POST' && request.method !== 'PATCH') {
      return refuse(400, `Request method '${request.method}' not supported with Idempotency-Key header`);
    }
    if (key.length === 0 || key.length > MAX_KEY) {
      return refuse(400, `Idempotency-Key must have 1 to ${MAX_KEY} characters`);
    }

    const now = Date.now();
    const call = `${request.method} ${request.path}`;
    const stored = this.#answers.get(key);
    if (stored !== undefined && now < stored.forgottenAt) {
      if (stored.call !== call) return refuse(422, 'Idempotency-Key was used with another URL or method');
      if (now < stored.readyAt) return refuse(409, 'A request with this Idempotency-Key is in progress');
      return stored.reply;
    }
    const reply = run();
    this.#answers.set(key, { call, reply, readyAt: now + runsForMs, forgottenAt: now + WINDOW_MS });
    return reply;
  }
}

function refuse(status: number, message: string): SandboxReply {
  return { status, body: { message } };
}
