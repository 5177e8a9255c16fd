/**
 * A PostgreSQL server from Debian's package: on a free port of the loopback address, with its data in the
 * temporary folder. It does not touch the package's cluster.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { Client } from 'pg';
import { freePort } from './free-port.js';
import { account, makeCluster, programs, settingsOf } from './postgres-cluster.js';

export interface PostgresServer {
  /** The URL of a database with an empty schema for the caller alone. */
  place(): Promise<string>;
  /** kill -9, and a start on the same data. */
  crash(): Promise<void>;
  /** Does the work while there is no server. */
  away(work: () => Promise<void>): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** How long a start may take on a busy machine. */
const PATIENT_MS = 120_000;

/**
 * `describe` for tests that need the server. If it is not installed they count as skipped; CI installs it, so
 * that they fail there instead.
 */
export function describeWithPostgres(name: string, tests: () => void): void {
  if (programs || process.env.CI === 'true') describe(name, tests);
  else describe.skip(`${name} (PostgreSQL is not installed: apt-get install postgresql)`, tests);
}

/** `parent`: where its data goes. `more`: settings beside those of the tests. */
export async function startPostgres(
  parent = tmpdir(),
  more: readonly string[] = [],
): Promise<PostgresServer> {
  if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const { folder, data, urlAt } = makeCluster(programs, parent);
  const program = join(programs, 'postgres');
  let { server, url } = await run(program, data, more, async () => urlAt(await freePort()));
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  let places = 0;
  const away = async (work: () => Promise<void>) => {
    await end(server, 'SIGKILL');
    try {
      await work();
    } finally {
      ({ server } = await run(program, data, more, async () => url));
    }
  };
  return {
    place: async () => {
      places += 1;
      return placeAt(url, `place_${places}`);
    },
    crash: () => away(async () => undefined),
    away,
    stop: async () => {
      process.off('exit', endWithUs);
      await end(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database with an empty schema of that name. */
export async function placeAt(url: string, schema: string): Promise<string> {
  await ask(url, `CREATE SCHEMA ${schema}`);
  return `${url}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
}

export async function ask(url: string, sql: string): Promise<readonly object[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Each try asks for a place, because the previous port may be taken. */
async function run(
  program: string,
  data: string,
  more: readonly string[],
  place: () => Promise<string>,
): Promise<{ server: ChildProcess; url: string }> {
  const patience = AbortSignal.timeout(PATIENT_MS);
  for (;;) {
    let said = '';
    const url = await place();
    const server = spawn(program, settingsOf(data, url, more), {
      ...account(),
      cwd: data,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-4000);
    });
    const ended = once(server, 'exit');
    while (server.exitCode === null && server.signalCode === null) {
      if (await ask(url, 'SELECT 1').catch(() => undefined)) return { server, url };
      if (patience.aborted) throw new Error(`PostgreSQL did not start: ${said}`);
      await Promise.race([ended, setTimeout(25)]);
    }
    // After kill -9 a new server does not start until the last process of the old one has noticed.
    if (patience.aborted) throw new Error(`PostgreSQL did not start: ${said}`);
    await setTimeout(50);
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}
