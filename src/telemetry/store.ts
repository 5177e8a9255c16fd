/** Store metrics: operation times, errors, and attempts by state; the sweep and the audit log. */
import type { Meter } from '@opentelemetry/api';
import type { AttemptState, AttemptStore, Unsettled } from '../idempotency/store/store.js';
import type { ReportTries } from '../model/tries.js';
import type { ReportOperation } from './observed-store.js';
import { DURATION_BUCKETS } from './vendor-calls.js';

export function countStoreOperations(meter: Meter): ReportOperation {
  const durations = meter.createHistogram('contacts.store.operation.duration', {
    unit: 's',
    description: 'Time that the store took.',
    advice: { explicitBucketBoundaries: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, ...DURATION_BUCKETS] },
  });
  const errors = meter.createCounter('contacts.store.errors', {
    description: 'Operations that the store rejected.',
  });
  const changes = meter.createCounter('contacts.attempt.changes', {
    description: 'Attempts that took a state.',
  });
  // Starts the counter at zero, so that an alert sees the first error as an increase.
  errors.add(0);
  return ({ operation, durationMs, error, state }) => {
    durations.record(durationMs / 1000, { operation });
    if (error !== undefined) errors.add(1);
    if (state) changes.add(1, { state });
  };
}

/** Stop counting here, so that a scrape stays cheap for the store. */
const MAX_COUNTED = 5000;
/** How long a scrape waits for the store. */
const ANSWER_MS = 2000;
const UNSETTLED: readonly AttemptState[] = ['PENDING', 'SENDING', 'UNKNOWN'];

export function observeAttempts(meter: Meter, store: AttemptStore): void {
  const attempts = meter.createObservableGauge('contacts.attempts', {
    description: `Attempts that are not settled, by state; counted up to ${MAX_COUNTED}.`,
  });
  const oldest = meter.createObservableGauge('contacts.attempts.oldest_unknown.age', {
    unit: 's',
    description: 'How long ago the oldest attempt began whose outcome is unknown.',
  });
  const rows = meter.createObservableGauge('contacts.store.rows', {
    description: 'Attempts in the store, as they were counted last.',
  });
  const bytes = meter.createObservableGauge('contacts.store.size', {
    unit: 'By',
    description: 'What the store takes.',
  });
  const fill = meter.createObservableGauge('contacts.store.fill', {
    unit: '1',
    description: 'The share of its bound that the store has reached.',
  });
  const reachable = meter.createObservableGauge('contacts.store.reachable', {
    description: '1 while the store answers.',
  });
  meter.addBatchObservableCallback(
    async (result) => {
      const unsettled = await answerInTime(store);
      result.observe(reachable, unsettled ? 1 : 0);
      if (!unsettled) return;
      const byState = new Map(unsettled.map((row) => [row.state, row]));
      for (const state of UNSETTLED) result.observe(attempts, byState.get(state)?.attempts ?? 0, { state });
      const size = await store.size();
      result.observe(rows, size.rows);
      result.observe(bytes, size.bytes);
      result.observe(fill, size.fill);
      result.observe(oldest, (byState.get('UNKNOWN')?.oldestMs ?? 0) / 1000);
    },
    [attempts, oldest, rows, bytes, fill, reachable],
  );
}

/** Undefined if the store does not answer. */
async function answerInTime(store: AttemptStore): Promise<readonly Unsettled[] | undefined> {
  const late = AbortSignal.timeout(ANSWER_MS);
  return new Promise((resolve) => {
    late.addEventListener('abort', () => resolve(undefined), { once: true });
    store.unsettled(MAX_COUNTED).then(resolve, () => resolve(undefined));
  });
}

export function countSweeps(meter: Meter): ReportTries {
  const rounds = meter.createCounter('contacts.sweep.rounds', { description: 'Rounds of the sweep.' });
  rounds.add(0, { result: 'failed' });
  return {
    failed: () => rounds.add(1, { result: 'failed' }),
    succeeded: () => rounds.add(1, { result: 'ok' }),
  };
}

export function countAuditErrors(meter: Meter): ReportTries {
  const errors = meter.createCounter('contacts.audit.errors', {
    description: 'Times that the audit log failed.',
  });
  errors.add(0);
  return { failed: () => errors.add(1), succeeded: () => {} };
}
