/** Calls through admission, under Jest's clock. */
import { jest } from '@jest/globals';
import { type Health, isNotAdmitted, type NotAdmitted } from '../../src/accounts/admission.js';

/** What a call came to. */
export type Told = { readonly health: Health } | NotAdmitted;

/** Lets the clock run until the call is settled. */
export async function settled<T>(call: Promise<T>): Promise<T> {
  let isSettled = false;
  const done = () => {
    isSettled = true;
  };
  call.then(done, done);
  while (!isSettled) await jest.advanceTimersByTimeAsync(1);
  return call;
}

/** `made`, or why not. */
export function outcome(told: Told): string {
  if (!isNotAdmitted(told)) return 'made';
  const { failure } = told;
  return failure.kind === 'unavailable' ? failure.reason : failure.kind;
}
