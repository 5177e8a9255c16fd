/** A rolling restart under load, in short or long. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Build, makeBuild } from '../support/build.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { printTable } from './report.js';
import { runRollingRestart } from './rolling-run.js';

export function describeRollingRestart(restarts: number, prints = false): void {
  const patientMs = 120_000 + restarts * 20_000;
  describeWithPostgres(`two replicas on PostgreSQL, restarted ${restarts} times in turn under load`, () => {
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
      'leave no write without an answer but where they refuse the connection, and double none',
      async () => {
        const run = await runRollingRestart(build, await server.place(), restarts);
        const { unanswered, failed, ...counts } = run;
        if (prints) {
          const row = { ...counts, 'without an answer': unanswered.length, failed: failed.length };
          printTable('Rolling restart of two replicas on PostgreSQL', [row]);
        }
        expect({ unanswered, failed, doubled: run.doubled }).toEqual({
          unanswered: [],
          failed: [],
          doubled: 0,
        });
        expect(run.creates).toBe(run.keys);
        // The run is of use only when the load met a replica that was gone.
        expect(run.refused).toBeGreaterThan(0);
      },
      patientMs,
    );
  });
}
