/** Calls through admission, under Jest's clock. */
import { jest } from '@jest/globals';
import { type Health, isNotAdmitted, type NotAdmitted } from '../../src/accounts/admission.js';

/** The result of a call. */
export type Told = { readonly health: Health } | NotAdmitted;

/** Longer than any call of a test. */
const PATIENCE_MS = 120_000;

/** Advances the clock until the call is settled. */
export async function settled<T>(call: Promise<T>): Promise<T> {
  const isSettled = watch(call);
  for (let passed = 0; !isSettled(); passed += 1) {
    if (passed > PATIENCE_MS) throw new Error(`The call was not settled in ${PATIENCE_MS} ms.`);
    await jest.advanceTimersByTimeAsync(1);
  }
  return call;
}

/** The result available without waiting: the clock stands still. */
export async function atOnce<T>(call: Promise<T>): Promise<T> {
  const isSettled = watch(call);
  await jest.advanceTimersByTimeAsync(0);
  if (!isSettled()) throw new Error('The call waits, instead of being settled at once.');
  return call;
}

function watch(call: Promise<unknown>): () => boolean {
  let isSettled = false;
  const done = () => {
    isSettled = true;
  };
  call.then(done, done);
  return () => isSettled;
}

/** `made`, or why not. */
export function outcome(told: Told): string {
  if (!isNotAdmitted(told)) return 'made';
  const { failure } = told;
  return failure.kind === 'unavailable' ? failure.reason : failure.kind;
}
