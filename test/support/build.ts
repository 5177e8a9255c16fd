/** A build of the source, for tests that start it as a process: one for all tests of a run. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Build {
  readonly url: string;
  readonly folder: string;
}

const WAIT_MS = 180_000;
const LOOK_MS = 50;

/** Made by the first that asks; the others wait for it. Nothing may change it. */
export function useBuild(): Build {
  const folder = process.env.TEST_BUILD;
  if (!folder) throw new Error('No folder for the build is named.');
  const [begun, made] = [join(folder, 'begun'), join(folder, 'made')];
  const until = performance.now() + WAIT_MS;
  while (!existsSync(made)) {
    if (performance.now() > until) throw new Error('The build takes too long.');
    // Gives a path to the one that made the folder, and nothing to the others.
    if (mkdirSync(begun, { recursive: true })) make(folder, begun, made);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
  }
  return { url: `${pathToFileURL(resolve(folder)).href}/`, folder };
}

function make(folder: string, begun: string, made: string): void {
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({
      extends: '../../tsconfig.build.json',
      compilerOptions: { rootDir: '../../src', outDir: '.' },
      include: ['../../src'],
    }),
  );
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
  } catch (error) {
    // The next one that asks meets the fault itself.
    rmdirSync(begun);
    throw error;
  }
  writeFileSync(made, '');
}
