/**
 * kill -9 at every point of an attempt and at random moments, in short or long. `FAULT_SEED` repeats a run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attempt } from '../../src/idempotency/store/store.js';
import { type Build, useBuild } from '../support/build.js';
import { emailOf } from '../support/keyed-stage.js';
import type { KeyedWrite } from '../support/keyed-writes.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { SEED } from '../support/seed.js';
import type { Kind } from './keyed-run.js';
import { killPointsOf, RANDOM_MOMENT } from './kill-points.js';
import { type Recovered, recover } from './kill-recovery.js';
import { KillRun } from './kill-run.js';
import { describe as describeWrite, duplicatesOf, isOverForeign } from './ledger-check.js';
import { killAtPoints } from './point-kills.js';
import { killAtRandom } from './random-kills.js';
import { printTable, type Row } from './report.js';

export interface KillCounts {
  readonly kind: Kind;
  /** At the named points, in turn. */
  readonly atPoints: number;
  /** Points for each of these kills. */
  readonly pointsAtOnce: number;
  readonly atRandom: number;
  /** For a run that a person watches: prints the counts, and gives the sweep the time to confirm absences. */
  readonly isLong?: boolean;
}

const SHORT_KILLS = 3;

export function describeShortKills(kind: Kind): void {
  const pointsAtOnce = Math.ceil(killPointsOf(kind).length / SHORT_KILLS);
  describeKills({ kind, atPoints: SHORT_KILLS, pointsAtOnce, atRandom: SHORT_KILLS });
}

/** Both stores concurrently: most of it is waiting. */
export function describeKills(counts: KillCounts): void {
  // A part that is not run starts nothing.
  describe(`${counts.kind} of processes that are killed, seed ${SEED}`, () => describeBoth(counts));
}

function describeBoth(counts: KillCounts): void {
  // Three minutes of it are for points that are missed at every try.
  const patientMs = 270_000 + (counts.atPoints + counts.atRandom) * 5000;
  const folder = mkdtempSync(join(tmpdir(), 'contacts-kills-'));
  let build: Build;
  let withSqlite: Promise<KillResult>;
  beforeAll(() => {
    build = useBuild();
    withSqlite = runKills(build, 'SQLite', `sqlite:${join(folder, 'contacts.db')}`, counts);
    // The awaiting test reports the failure.
    withSqlite.catch(() => undefined);
  }, patientMs);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describeWithPostgres('with PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, patientMs);
    afterAll(() => server.stop(), patientMs);

    it(
      'nothing is doubled, lost or left over',
      async () => {
        const result = await runKills(build, 'PostgreSQL', await server.place(), counts);
        expectNothingLost(result, counts);
      },
      patientMs,
    );
  });

  describe('with SQLite', () => {
    it(
      'nothing is doubled, lost or left over',
      async () => {
        expectNothingLost(await withSqlite, counts);
      },
      patientMs,
    );
  });
}

interface KillResult {
  readonly store: string;
  readonly rows: readonly Row[];
  /** The failures, for a person. */
  readonly about: readonly string[];
}

async function runKills(
  build: Build,
  store: string,
  storeUrl: string,
  { kind, atPoints, pointsAtOnce, atRandom, isLong = false }: KillCounts,
): Promise<KillResult> {
  const run = await KillRun.open(build, storeUrl, kind, SEED);
  const next = await killAtRandom(run, atRandom, 1);
  await killAtPoints(run, atPoints, pointsAtOnce, next);
  const recovered = await recover(run, isLong);
  await run.vendor.close();
  const rows = [...killPointsOf(kind).map(({ name }) => name), RANDOM_MOMENT]
    .filter((point) => run.kills.has(point))
    .map((point) => rowOf(run, recovered, store, point));
  const about = [...run.wrong.map(({ about }) => about), ...describeOpen(run, recovered)];
  return { store, rows, about };
}

function expectNothingLost({ store, rows, about }: KillResult, counts: KillCounts): void {
  if (counts.isLong) printTable(`kill -9, ${counts.kind}, ${store}, seed ${SEED}`, rows);
  const bad = rows.filter((row) => BAD.some((column) => row[column] !== 0));
  expect({ bad, about: about.slice(0, 20) }).toEqual({ bad: [], about: [] });
  // The run is useful only if the kills hit something.
  expect(rows.filter(({ unanswered }) => unanswered === 0)).toEqual([]);
  const points = Math.min(counts.atPoints * counts.pointsAtOnce, killPointsOf(counts.kind).length);
  expect(rows).toHaveLength(points + 1);
}

/** For a failed run: the attempts that were not settled. */
function describeOpen(run: KillRun, { left, lost, stuck }: Recovered): string[] {
  return run.begun.flatMap(({ write, point }) => {
    const is = Object.entries({ left, lost, stuck }).filter(([, numbers]) => numbers.has(write.number));
    const attempt = left.get(write.number);
    const seen = attempt ? `, ${describeAttempt(attempt)}` : '';
    return is.map(([what]) => describeWrite(write, run.vendor, `${what}, killed ${point}${seen}`));
  });
}

function describeAttempt({ state, checks, evidence, updatedAt, dueAt }: Attempt): string {
  const due = dueAt === null ? 'never' : `${dueAt - updatedAt} ms after its last change`;
  return `${state}, ${checks} looks, ${evidence?.emptyChecks ?? 0} of them empty, due ${due}`;
}

const BAD = ['duplicates', 'over foreign', 'lost', 'wrong', 'left by the sweep', 'stuck'];

function rowOf(run: KillRun, { left, lost, stuck }: Recovered, store: string, point: string): Row {
  const begun = run.begun.filter((operation) => operation.point === point);
  const writes = begun.map(({ write }) => write);
  const numbers = writes.map(({ number }) => number);
  const among = (others: Pick<ReadonlySet<number>, 'has'>) =>
    numbers.filter((number) => others.has(number)).length;
  const isMissing = ({ operation, number }: KeyedWrite) =>
    lost.has(number) || (operation === 'ADD' && run.vendor.commits(emailOf(number)) === 0);
  return {
    point,
    store,
    kills: run.kills.get(point) ?? 0,
    operations: begun.length,
    unanswered: begun.filter(({ answered }) => !answered).length,
    duplicates: duplicatesOf(run.vendor, numbers),
    'over foreign': writes.filter((write) => isOverForeign(write, run.vendor)).length,
    lost: writes.filter(isMissing).length,
    wrong: among(new Set(run.wrong.map(({ number }) => number))),
    'left by the sweep': among(left),
    stuck: among(stuck),
  };
}
