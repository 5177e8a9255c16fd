/** Two replicas and one key, in short or long. `FAULT_SEED` repeats the order of the callers. */
import { expect, it } from '@jest/globals';
import { SEED } from '../support/seed.js';
import { MOST_KEYS, runReplicas } from './replica-run.js';
import { describeWithReplicas } from './replica-stage.js';
import { printTable } from './report.js';

export function describeReplicas(leastKeys: number, prints = false): void {
  const patientMs = 60_000 + Math.max(leastKeys, MOST_KEYS) * 3000;
  const title = `two replicas on PostgreSQL, 50 callers for each key, seed ${SEED}`;
  describeWithReplicas(title, patientMs, (stage) => {
    it(
      'each key leads to one create, and the same contact in every answer',
      async () => {
        const { build, server } = stage();
        const url = await server.place();
        const { keys, different, won, ...counts } = await runReplicas(build, url, leastKeys, SEED);
        const [first, second] = won;
        const row = {
          keys,
          ...counts,
          different: different.length,
          'new at the first': first,
          'new at the second': second,
        };
        if (prints) printTable(`Two replicas on PostgreSQL, seed ${SEED}`, [row]);
        expect({ ...counts, different }).toEqual({
          callers: counts.callers,
          creates: keys,
          requests: keys,
          fresh: keys,
          replayed: keys * (counts.callers - 1),
          different: [],
        });
        expect(keys).toBeGreaterThanOrEqual(leastKeys);
        // The run is useful only if both were the first at times.
        expect(Math.min(first, second)).toBeGreaterThan(0);
      },
      patientMs,
    );
  });
}
