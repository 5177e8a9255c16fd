/** Reads an unknown outcome: what may have been created, and when to check again. */
import type { NotSent, Result } from './transport.js';

type UnknownError = Extract<Result, { __typename: 'ContactOutcomeUnknownError' }>;
type ConflictError = Extract<Result, { __typename: 'ContactIdempotencyConflictError' }>;

export interface UnknownDetail {
  /** In milliseconds of the caller's clock. */
  readonly nextLookAt: number;
  /** In milliseconds of the caller's clock. The outcome is known by then, if the provider answers. */
  readonly decidedBy?: number | undefined;
  /** For the form's user; absent without an answer. */
  readonly userMessage?: string;
  readonly requestId?: string;
  readonly possibleMatches: UnknownError['possibleMatches'];
}

/** As far as an answer tells; it may not give a time. */
export type Told = Omit<UnknownDetail, 'nextLookAt'> & { readonly nextLookAt: number | undefined };

export function isUnknown(result: Result | NotSent): result is UnknownError | ConflictError {
  return 'outcome' in result && result.outcome === 'UNKNOWN';
}

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/** How long to wait if the answer gives no time. */
export function backoffMs(looks: number): number {
  return Math.min(FIRST_MS * 2 ** looks, LONGEST_MS);
}

/**
 * The details in an answer. The caller's clock may be off, so only differences between the answer's times are
 * used.
 */
export function toldBy(result: UnknownError | ConflictError, now: number): Told {
  const { userMessage, requestId, retryAfterSeconds: seconds } = result;
  const nextLookAt = seconds === null ? undefined : now + Math.max(seconds * 1000, FIRST_MS);
  const told = { userMessage, requestId, nextLookAt };
  if (result.__typename === 'ContactIdempotencyConflictError') return { ...told, possibleMatches: [] };
  const { retryAt, decidedBy, possibleMatches } = result;
  if (!retryAt || !decidedBy || seconds === null) return { ...told, possibleMatches };
  const leftMs = Date.parse(decidedBy) - Date.parse(retryAt);
  return { ...told, possibleMatches, decidedBy: now + seconds * 1000 + leftMs };
}
