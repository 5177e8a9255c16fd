/** The times of an unknown outcome: they count from now, and are kept. */
import { describe, expect, it } from '@jest/globals';
import type { Failure, Outcome } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { command, keyOf } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

function unknownOf(outcome: Outcome<unknown> | undefined): Failure & { kind: 'unknown' } {
  if (!outcome || outcome.ok || outcome.failure.kind !== 'unknown') {
    throw new Error(`The outcome is not unknown: ${JSON.stringify(outcome)}`);
  }
  return outcome.failure;
}

describe.each(providers.map(({ id, idempotency }) => ({ id, graceMs: idempotency.graceMs })))(
  'an unknown outcome at $id',
  ({ id, graceMs }) => {
    it('counts down on later reads, and is decided by the time it names', async () => {
      const start = Date.now();
      let now = start;
      const stage = stages.open({ store: new MemoryStore(() => now) });
      stages.vendor.fault = () => 'cut before commit';
      const add = command(id, 1);
      const first = unknownOf(await stage.service.add(add));
      expect(first.decidedAfterSeconds).toBeGreaterThan(graceMs / 1000);

      // The process adds its own time to the store's, so the answer is some milliseconds younger.
      now += 1500;
      const later = unknownOf((await stage.service.attempt(id, keyOf(1)))?.outcome);
      expect(first.retryAfterSeconds).toBeGreaterThan(0);
      expect(later.retryAfterSeconds).toBe((first.retryAfterSeconds ?? 0) - 1);
      expect(later.decidedAfterSeconds).toBe((first.decidedAfterSeconds ?? 0) - 1);

      // Checked as late as a sweep may be: at the due time.
      let state: string | undefined = 'UNKNOWN';
      for (let look = 0; state === 'UNKNOWN' && look < 100; look += 1) {
        const { dueAt } = await stages.attemptOf(stage, add);
        now = dueAt ?? now;
        state = (await stages.lookAfter(stage, add)).state;
      }
      expect(state).toBe('NOT_APPLIED');
      expect(now - start).toBeLessThanOrEqual((first.decidedAfterSeconds ?? 0) * 1000);
    });

    it('names no time once its time has passed', async () => {
      let now = Date.now();
      const stage = stages.open({ store: new MemoryStore(() => now) });
      stages.vendor.fault = () => 'cut before commit';
      const { decidedAfterSeconds = 0 } = unknownOf(await stage.service.add(command(id, 1)));
      now += (decidedAfterSeconds + 1) * 1000;
      const later = unknownOf((await stage.service.attempt(id, keyOf(1)))?.outcome);
      expect(later).not.toHaveProperty('decidedAfterSeconds');
      expect(later.retryAfterSeconds).toBe(0);
    });
  },
);
