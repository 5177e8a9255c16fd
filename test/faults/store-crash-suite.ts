/** PostgreSQL killed with kill -9 and restarted under keyed load. `FAULT_SEED` repeats the moments. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openStore } from '../../src/idempotency/store/open-store.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { Random } from '../support/raw-vendor.js';
import { SEED } from '../support/seed.js';
import { runStoreFaults } from './store-run.js';
import { expectTrue } from './store-suite.js';

export function describeStoreCrashes(kills: number, prints = false): void {
  const patientMs = 120_000 + kills * 10_000;
  describeWithPostgres(`PostgreSQL killed ${kills} times under keyed load, seed ${SEED}`, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, patientMs);
    afterAll(() => server.stop(), patientMs);

    it(
      'doubles nothing, loses nothing, and reports nothing untrue',
      async () => {
        const url = await server.place();
        const random = new Random(`${SEED}/kills`);
        const run = await runStoreFaults(
          () => openStore(url),
          async () => {
            for (let kill = 0; kill < kills; kill += 1) {
              await setTimeout(50 + random.next() * 400);
              await server.crash();
            }
            await setTimeout(200);
          },
          SEED,
        );
        expectTrue(`PostgreSQL killed ${kills} times`, run, prints);
        // The run is useful only if some keys met an unavailable store.
        expect(run.withoutStore).toBeGreaterThan(0);
        expect(run.success).toBeGreaterThan(kills);
      },
      patientMs,
    );
  });
}
