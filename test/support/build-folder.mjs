/**
 * Before the tests of a run: names a folder for what they share, such as a build (see `build.ts`). Removes
 * what is left of it at the end of the run.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pause } from './pause.ts';

export default function nameBuildFolder() {
  // Below the project, so that the build finds its packages; a separate folder, because other runs build too.
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/tests-');
  process.env.TEST_BUILD = folder;
  // Every process of a test loads the same modules.
  process.env.NODE_COMPILE_CACHE = resolve(folder, 'compiled');
  process.once('exit', () => {
    endPostgres(resolve(folder, 'postgres.json'));
    rmSync(folder, { recursive: true, force: true });
  });
}

/** See `postgres-of-run.ts`. */
function endPostgres(note) {
  if (!existsSync(note)) return;
  const { pid, folder } = JSON.parse(readFileSync(note, 'utf8'));
  process.kill(pid, 'SIGQUIT');
  // The server removes this file when it has stopped.
  const lock = resolve(folder, 'data/postmaster.pid');
  const until = performance.now() + 10_000;
  while (existsSync(lock) && performance.now() < until) {
    pause(10);
  }
  rmSync(folder, { recursive: true, force: true });
}
