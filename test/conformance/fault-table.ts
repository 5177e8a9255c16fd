/** The vendors' faults, and how long a test waits for an answer that never comes. */
import type { Failure } from '../../src/model/outcome.js';
import type { Fault } from '../../src/sandbox/kit/vendor.js';
import type { Subject } from './subject.js';

/** How each fault must be reported at any vendor, and whether the contact then exists. */
export const FAULTS: Readonly<Record<Fault, { kinds: readonly Failure['kind'][]; stored: number }>> = {
  RATE_LIMITED: { kinds: ['rate-limited'], stored: 0 },
  RATE_LIMITED_WITH_RETRY_AFTER: { kinds: ['rate-limited'], stored: 0 },
  SERVER_ERROR: { kinds: ['unknown'], stored: 0 },
  CREDENTIALS_REFUSED: { kinds: ['access'], stored: 0 },
  PERMISSION_DENIED: { kinds: ['access'], stored: 0 },
  MAINTENANCE: { kinds: ['unavailable', 'unknown'], stored: 0 },
  ERROR_IN_200: { kinds: ['rejected'], stored: 0 },
  UNKNOWN_CODE: { kinds: ['rejected'], stored: 0 },
  CUT_BEFORE_COMMIT: { kinds: ['unknown'], stored: 0 },
  CUT_AFTER_COMMIT: { kinds: ['unknown'], stored: 1 },
  SERVER_ERROR_AFTER_COMMIT: { kinds: ['unknown'], stored: 1 },
  HTML_REPLY: { kinds: ['unknown'], stored: 1 },
  TRUNCATED_REPLY: { kinds: ['unknown'], stored: 1 },
  HANG: { kinds: ['unknown'], stored: 1 },
  // With less time than the vendor takes; `slowAnswers` covers enough time.
  SLOW: { kinds: ['unknown'], stored: 1 },
};

export const NEVER_IN_TIME: ReadonlySet<Fault> = new Set(['HANG', 'SLOW']);

/** No deadline may come near the two seconds that the answer takes. */
const SHORT_DEADLINES_MS = [150, 300, 600, 1200];

/** With the shortest deadline in which the request reaches the vendor: a stalled machine may need longer. */
export async function inShort<Told>(
  subject: Subject,
  ask: (deadlineMs: number) => Promise<Told>,
): Promise<Told> {
  const [shortest = 0, ...longer] = SHORT_DEADLINES_MS;
  let told = await ask(shortest);
  for (const deadlineMs of longer) {
    if (subject.stage.writes.length > 0) break;
    await subject.restage({});
    told = await ask(deadlineMs);
  }
  return told;
}
