/** Two replicas and one key, in short or long. `FAULT_SEED` plays the order of the callers again. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Build, makeBuild } from '../support/build.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { SEED } from '../support/seed.js';
import { MOST_KEYS, runReplicas } from './replica-run.js';
import { printTable } from './report.js';

export function describeReplicas(leastKeys: number, prints = false): void {
  const patientMs = 60_000 + Math.max(leastKeys, MOST_KEYS) * 3000;
  describeWithPostgres(`two replicas on PostgreSQL, 50 callers for each key, seed ${SEED}`, () => {
    let build: Build;
    let server: PostgresServer;
    beforeAll(async () => {
      build = makeBuild();
      server = await startPostgres();
    }, patientMs);
    afterAll(async () => {
      await server.stop();
      build.remove();
    }, patientMs);

    it(
      'one create for each key, the same contact in every answer',
      async () => {
        const url = await server.place();
        const { keys, different, won, ...counts } = await runReplicas(build, url, leastKeys, SEED);
        const title = `Two replicas on PostgreSQL, seed ${SEED}`;
        const [first, second] = won;
        const row = {
          keys,
          ...counts,
          different: different.length,
          'new at the first': first,
          'new at the second': second,
        };
        if (prints) printTable(title, [row]);
        expect({ ...counts, different }).toEqual({
          callers: counts.callers,
          creates: keys,
          requests: keys,
          fresh: keys,
          replayed: keys * (counts.callers - 1),
          different: [],
        });
        expect(keys).toBeGreaterThanOrEqual(leastKeys);
        // The run is of use only when both were the first at times.
        expect(Math.min(first, second)).toBeGreaterThan(0);
      },
      patientMs,
    );
  });
}
