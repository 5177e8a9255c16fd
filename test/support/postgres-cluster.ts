/** The programs of Debian's package, and data for a server that no other user has. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
import { oncePerRun, runFolder } from './once-per-run.js';

const PACKAGES = '/usr/lib/postgresql';

/** The program folder of the newest installed server. */
export const programs = existsSync(PACKAGES)
  ? readdirSync(PACKAGES)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(PACKAGES, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

/** PostgreSQL does not run as root. */
export function account(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly urlAt: (port: number) => string;
}

/** Empty data in a folder below the parent. */
export function makeCluster(from: string, parent = tmpdir()): Cluster {
  const folder = makeFolder(parent);
  const data = join(folder, 'data');
  const made = useCluster(from);
  execFileSync('cp', ['-a', join(made, 'data'), data]);
  const password = readFileSync(join(made, 'password'), 'utf8');
  return { folder, data, urlAt: (port) => `postgres://contacts:${password}@127.0.0.1:${port}/postgres` };
}

/** The settings for a server on the data, at the place of the URL. */
export function settingsOf(data: string, url: string, more: readonly string[] = []): string[] {
  const { hostname, port } = new URL(url);
  const settings = [
    `port=${port}`,
    `listen_addresses=${hostname}`,
    'unix_socket_directories=',
    'fsync=on',
    ...more,
  ];
  return ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
}

function makeFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'contacts-postgres-'));
  giveAway(folder);
  return folder;
}

function giveAway(path: string): void {
  const { uid, gid } = account();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Made once per run, with its password. */
function useCluster(from: string): string {
  const cluster = join(runFolder(), 'cluster');
  oncePerRun('cluster', () => {
    const folder = makeFolder(tmpdir());
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, randomBytes(12).toString('hex'), { mode: 0o600 });
    giveAway(passwordFile);
    // Only its own set-up may be lost in a power cut; the server itself runs with fsync.
    const setUp = [
      '--no-sync',
      '--no-locale',
      '--encoding=UTF8',
      '--username=contacts',
      '--auth=scram-sha-256',
    ];
    execFileSync(join(from, 'initdb'), [...setUp, `--pwfile=${passwordFile}`, join(folder, 'data')], {
      ...account(),
      cwd: folder,
      stdio: 'pipe',
    });
    execFileSync('cp', ['-a', folder, cluster]);
    rmSync(folder, { recursive: true, force: true });
  });
  return cluster;
}
