/** The store's disk fills up repeatedly under keyed load. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { openStore } from '../../src/idempotency/store/open-store.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { SEED } from '../support/seed.js';
import { describeWithSmallDisk, mountSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { runStoreFaults } from './store-run.js';
import { expectTrue } from './store-suite.js';

const FULL_MS = 1500;
const FREE_MS = 700;

export function describeFullDisks(times: number, prints = false): void {
  const patientMs = 180_000 + times * 20_000;
  const disks: SmallDisk[] = [];
  afterEach(() => {
    for (const disk of disks.splice(0)) disk.remove();
  }, patientMs);

  function mount(megabytes: number): SmallDisk {
    const disk = mountSmallDisk(megabytes);
    disks.push(disk);
    return disk;
  }

  async function fillAgainAndAgain(disk: SmallDisk, freed: () => Promise<void>): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await setTimeout(FREE_MS);
      disk.fill();
      await setTimeout(FULL_MS);
      disk.free();
      await freed();
    }
    await setTimeout(FREE_MS);
  }

  describeWithSmallDisk(`the disk of SQLite full ${times} times under keyed load, seed ${SEED}`, () => {
    it(
      'doubles nothing, loses nothing, and reports nothing untrue',
      async () => {
        const disk = mount(64);
        const url = `sqlite:${join(disk.folder, 'contacts.db')}`;
        const run = await runStoreFaults(
          () => openStore(url),
          () => fillAgainAndAgain(disk, async () => undefined),
          SEED,
        );
        expectTrue(`Disk of SQLite full ${times} times`, run, prints);
        expect(run.withoutStore).toBeGreaterThan(0);
      },
      patientMs,
    );
  });

  describeWithSmallDisk(
    `the disk of PostgreSQL full ${times} times under keyed load, seed ${SEED}`,
    () => {
      let server: PostgresServer | undefined;
      afterEach(async () => {
        await server?.stop();
        server = undefined;
      }, patientMs);

      it(
        'doubles nothing, loses nothing, and reports nothing untrue',
        async () => {
          const disk = mount(160);
          // A log that is not kept for reuse, so that a full disk has an effect immediately.
          const started = await startPostgres(disk.folder, ['min_wal_size=32MB', 'max_wal_size=48MB']);
          server = started;
          const url = await started.place();
          const run = await runStoreFaults(
            () => openStore(url),
            // It ends itself when it cannot write its log.
            () => fillAgainAndAgain(disk, () => started.crash()),
            SEED,
          );
          expectTrue(`Disk of PostgreSQL full ${times} times`, run, prints);
          expect(run.withoutStore).toBeGreaterThan(0);
        },
        patientMs,
      );
    },
    describeWithPostgres,
  );
}
