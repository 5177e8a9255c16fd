/**
 * What is kept of an answer so that it can be given again: the contact as the provider answered it and the fates, or the
 * failure. It is purged with the attempt, 24 hours after the outcome was known.
 */
import type { JsonObject } from '../model/contact.js';
import { type AddedContact, done, type Failure, failed, type Outcome } from '../model/outcome.js';
import type { StoreClock } from './store-clock.js';

export function storeAnswer(outcome: Outcome<AddedContact>, clock: StoreClock): JsonObject {
  // Stores keep JSON text, so that what they give back is what JSON can hold, whatever the types say.
  return { ...outcome, answeredAt: clock() } as unknown as JsonObject;
}

/** The answer as it was given, marked as given before. `now`: waits count from then, by the store's clock. */
export function restoreAnswer(stored: JsonObject, now?: number): Outcome<AddedContact> {
  const outcome = stored as unknown as Outcome<AddedContact>;
  if (outcome.ok) return done({ ...outcome.value, replayed: true });
  const { answeredAt } = stored;
  return failed(
    now === undefined || typeof answeredAt !== 'number'
      ? outcome.failure
      : waitingFrom(outcome.failure, now - answeredAt),
  );
}

/** The failure with what is left of its wait. */
function waitingFrom(failure: Failure, passedMs: number): Failure {
  if (!('retryAfterSeconds' in failure) || failure.retryAfterSeconds === null) return failure;
  const { retryAfterSeconds } = failure;
  const leftSeconds = Math.max(0, Math.ceil(retryAfterSeconds - passedMs / 1000));
  return { ...failure, retryAfterSeconds: Math.min(retryAfterSeconds, leftSeconds) };
}
