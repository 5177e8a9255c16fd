/**
 * What is kept of an answer so that it can be given again: the contact as the provider answered it and the fates, or the
 * failure. It is purged with the attempt, 24 hours after the outcome was known.
 */
import type { JsonObject } from '../contact.js';
import { type AddedContact, done, type Failure, failed, type Outcome } from '../outcome.js';

export function storeAnswer(outcome: Outcome<AddedContact>): JsonObject {
  // Stores keep JSON text, so that what they give back is what JSON can hold, whatever the types say.
  return outcome as unknown as JsonObject;
}

/** The answer as it was given, marked as given before. */
export function restoreAnswer(stored: JsonObject): Outcome<AddedContact> {
  const outcome = stored as unknown as Outcome<AddedContact>;
  return outcome.ok ? done({ ...outcome.value, replayed: true }) : failed(outcome.failure as Failure);
}
