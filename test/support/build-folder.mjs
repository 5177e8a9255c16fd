/** Before the tests of a run: names a folder for the build that they share. See `build.ts`. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

export default function nameBuildFolder() {
  // Below the project, so that the build finds its packages; of its own, because other runs build too.
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/tests-');
  process.env.TEST_BUILD = folder;
  // Every process of a test loads the same modules.
  process.env.NODE_COMPILE_CACHE = resolve(folder, 'compiled');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
