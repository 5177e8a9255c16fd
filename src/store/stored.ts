/** What the stores have in common: how an attempt is written down, and what a change sets. */
import type { JsonObject } from '../domain/contact.js';
import type { Attempt, AttemptChange } from './attempt-store.js';

/**
 * An attempt as every store keeps it. JSON is kept as the text that `JSON.stringify` makes, which holds every value
 * that JSON has: NUL and lone surrogates as escapes, `__proto__` as a key like any other.
 */
export type StoredAttempt = Omit<Attempt, 'evidence' | 'answer'> & {
  readonly evidence: string | null;
  readonly answer: string | null;
};

/** A copy that shares nothing with what is stored. */
export function restored(stored: StoredAttempt): Attempt {
  return { ...stored, evidence: jsonOf(stored.evidence), answer: jsonOf(stored.answer) };
}

function jsonOf(text: string | null): JsonObject | null {
  return text === null ? null : (JSON.parse(text) as JsonObject);
}

export function jsonText(value: JsonObject | null | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}

/**
 * The columns of a change. A column that may be null has a second one with `sets`, 1 or 0, that tells "set it to null" from
 * "leave it"; `state`, `checks` and `customerId` are never null, so that null leaves them.
 */
export function columnsOf(change: AttemptChange) {
  const { state, checks, customerId, lease, evidence, answer, dueInMs, expiresInMs } = change;
  return {
    state: state ?? null,
    checks: checks ?? null,
    customerId: customerId ?? null,
    setsLease: flag(lease),
    owner: lease?.owner ?? null,
    leaseMs: lease ? wholeMs(lease.ms) : null,
    setsEvidence: flag(evidence),
    evidence: jsonText(evidence),
    setsAnswer: flag(answer),
    answer: jsonText(answer),
    setsDue: flag(dueInMs),
    dueInMs: typeof dueInMs === 'number' ? wholeMs(dueInMs) : null,
    setsExpires: flag(expiresInMs),
    expiresInMs: typeof expiresInMs === 'number' ? wholeMs(expiresInMs) : null,
  };
}

function flag(value: unknown): 0 | 1 {
  return value === undefined ? 0 : 1;
}

/** Whole milliseconds: backoff with jitter is rarely a whole number, and no store keeps fractions. */
export function wholeMs(ms: number): number {
  if (!Number.isFinite(ms)) throw new RangeError(`A duration is a number of milliseconds, not ${ms}.`);
  return Math.round(ms);
}

/** Why something failed, in one line. Node gives no message when each of several addresses was tried in vain. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}
