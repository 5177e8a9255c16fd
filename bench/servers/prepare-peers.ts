/** Installs and builds the peers. They have many dependencies, none of them the subgraph's own. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

const FOLDER = 'bench/peers';
/** npm writes this file last. */
const INSTALLED = `${FOLDER}/node_modules/.package-lock.json`;

export function preparePeers(): void {
  if (!isInstalled()) {
    console.log('Installing what the peers need into bench/peers: about 140 MB, once ...');
    run('npm', ['ci'], FOLDER, 'The dependencies of the peers could not be installed.');
  }
  run('tsc', ['-p', FOLDER], '.', 'The peers could not be built.');
  const composed = spawnSync(process.execPath, [`${FOLDER}/dist/compose-hive.js`], { encoding: 'utf8' });
  if (composed.status !== 0) throw new Error(`Hive Gateway's schema could not be made.\n${composed.stderr}`);
}

/** The peers' packages with their exact installed versions. */
export function peerVersions(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}

function isInstalled(): boolean {
  return (
    existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(`${FOLDER}/package-lock.json`).mtimeMs
  );
}

function run(command: string, args: readonly string[], cwd: string, failure: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(failure);
}
