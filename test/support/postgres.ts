/**
 * A PostgreSQL server of our own, from Debian's package: on a free port of the loopback address, with its
 * data in the temporary folder. The cluster that the package makes is left alone.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { Client } from 'pg';
import { freePort } from './free-port.js';
import { oncePerRun, runFolder } from './once-per-run.js';

export interface PostgresServer {
  /** Of a database with an empty schema that nobody else was given. */
  place(): Promise<string>;
  /** kill -9, and a start on the same data. */
  crash(): Promise<void>;
  /** Does the work while there is no server. */
  away(work: () => Promise<void>): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const PACKAGES = '/usr/lib/postgresql';
/** How long a start may take on a machine that has other things to do. */
const PATIENT_MS = 120_000;

/** The folder of the newest installed server's programs. */
const programs = existsSync(PACKAGES)
  ? readdirSync(PACKAGES)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(PACKAGES, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

/**
 * `describe` for tests that need the server. Where it is not installed they are counted as skipped; the
 * continuous integration installs it, so that they fail there instead.
 */
export function describeWithPostgres(name: string, tests: () => void): void {
  if (programs || process.env.CI === 'true') describe(name, tests);
  else describe.skip(`${name} (PostgreSQL is not installed: apt-get install postgresql)`, tests);
}

/** PostgreSQL does not run as root. */
const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(flag: '-u' | '-g'): number {
  return programs ? Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })) : 0;
}

/** `parent`: where its data goes. `more`: settings beside those of the tests. */
export async function startPostgres(
  parent = tmpdir(),
  more: readonly string[] = [],
): Promise<PostgresServer> {
  if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const folder = makeFolder(parent);
  const data = join(folder, 'data');
  const cluster = useCluster(programs);
  execFileSync('cp', ['-a', join(cluster, 'data'), data]);
  const password = readFileSync(join(cluster, 'password'), 'utf8');

  const program = join(programs, 'postgres');
  let { server, url } = await run(program, data, more, async () => {
    return `postgres://contacts:${password}@127.0.0.1:${await freePort()}/postgres`;
  });
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
      const schema = `place_${places}`;
      await ask(url, `CREATE SCHEMA ${schema}`);
      return `${url}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
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

function makeFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'contacts-postgres-'));
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** Empty data and its password, made once in a run, of which each server has a copy. */
function useCluster(from: string): string {
  const cluster = join(runFolder(), 'cluster');
  oncePerRun('cluster', () => {
    const folder = makeFolder(tmpdir());
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, randomBytes(12).toString('hex'), { mode: 0o600 });
    if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid);
    // Only its own set-up may be lost in a power cut; the server itself runs with fsync.
    const setUp = [
      '--no-sync',
      '--no-locale',
      '--encoding=UTF8',
      '--username=contacts',
      '--auth=scram-sha-256',
    ];
    execFileSync(join(from, 'initdb'), [...setUp, `--pwfile=${passwordFile}`, join(folder, 'data')], {
      ...account,
      cwd: folder,
      stdio: 'pipe',
    });
    execFileSync('cp', ['-a', folder, cluster]);
    rmSync(folder, { recursive: true, force: true });
  });
  return cluster;
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

/** The place is requested at each try: somebody else may have got the port of the one before. */
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
    const { hostname, port } = new URL(url);
    const settings = [
      `port=${port}`,
      `listen_addresses=${hostname}`,
      'unix_socket_directories=',
      'fsync=on',
      ...more,
    ];
    const server = spawn(program, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...account,
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
    // After kill -9 a new one does not start until the last process of the old one has noticed.
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
