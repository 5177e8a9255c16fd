/** kill -9 at random moments, in short or long. `FAULT_SEED` plays a run again. */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { type Build, makeBuild, runKills } from './kill-run.js';

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));

/** `prints`: the counts, for a run that is looked at. */
export function describeKills(kills: number, prints = false): void {
  const patientMs = 60_000 + kills * 3000;
  let build: Build;
  beforeAll(() => {
    build = makeBuild();
  }, patientMs);
  afterAll(() => build.remove());

  const expectNothingLost = async (storeUrl: string, kills: number): Promise<void> => {
    const { duplicates, lost, wrong, ...counts } = await runKills(build, storeUrl, kills, SEED);
    if (prints) console.table([{ ...counts, duplicates, lost: lost.length, wrong: wrong.length }]);
    expect({ duplicates, lost, wrong }).toEqual({ duplicates: 0, lost: [], wrong: [] });
    // The run is of use only when the kills hit something.
    expect(counts.unanswered).toBeGreaterThan(0);
  };

  describe(`processes that are killed, seed ${SEED}`, () => {
    it(
      'nothing is doubled, lost or left with SQLite',
      async () => {
        const folder = mkdtempSync(join(tmpdir(), 'contacts-kills-'));
        const path = join(folder, 'contacts.db');
        await expectNothingLost(`sqlite:${path}`, kills);
        const database = new DatabaseSync(path);
        const states = database
          .prepare('SELECT state, count(*) AS attempts FROM attempts GROUP BY state')
          .all();
        database.close();
        rmSync(folder, { recursive: true, force: true });
        expect(states.map(({ state }) => state)).toEqual(['SUCCEEDED']);
      },
      patientMs,
    );
  });

  describeWithPostgres(`processes that are killed with PostgreSQL, seed ${SEED}`, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, patientMs);
    afterAll(() => server.stop(), patientMs);

    it(
      'nothing is doubled or lost',
      async () => {
        await expectNothingLost(await server.place(), Math.ceil(kills / 2));
      },
      patientMs,
    );
  });
}
