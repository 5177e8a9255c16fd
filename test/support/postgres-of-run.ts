/**
 * The PostgreSQL server that the tests of a run share, unless they stop it or change its settings: starting
 * one takes longer than most of them.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { oncePerRun, runFolder } from './once-per-run.js';
import { pause } from './pause.js';
import { placeAt } from './postgres.js';
import { account, makeCluster, programs, settingsOf } from './postgres-cluster.js';

/** How long a start may take on a busy machine. */
const PATIENT_MS = 120_000;
const LOOK_MS = 20;

/** The URL of a database with an empty schema for the caller alone. */
export async function postgresPlace(): Promise<string> {
  const note = join(runFolder(), 'postgres.json');
  const port = await freePort();
  oncePerRun('postgres', () => start(port, note));
  const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
  return placeAt(url, `place_${randomBytes(8).toString('hex')}`);
}

/** `build-folder.mjs` stops it with the run. */
function start(port: number, note: string): void {
  if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const { folder, data, urlAt } = makeCluster(programs);
  const url = urlAt(port);
  const server = spawn(join(programs, 'postgres'), settingsOf(data, url), {
    ...account(),
    cwd: data,
    stdio: 'ignore',
  });
  // The process that starts it ends before others have finished with it.
  server.unref();
  writeFileSync(note, JSON.stringify({ url, folder, pid: server.pid }));
  const until = performance.now() + PATIENT_MS;
  while (spawnSync(join(programs, 'pg_isready'), ['-d', url]).status !== 0) {
    if (performance.now() > until) throw new Error('PostgreSQL did not start.');
    pause(LOOK_MS);
  }
}
