/** A build of the source, for tests that start it as a process: one for all tests of a run. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { oncePerRun, runFolder } from './once-per-run.js';

export interface Build {
  readonly url: string;
  readonly folder: string;
}

/** Read-only for tests. */
export function useBuild(): Build {
  const folder = runFolder();
  oncePerRun('build', () => make(folder));
  return { url: `${pathToFileURL(resolve(folder)).href}/`, folder };
}

function make(folder: string): void {
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({
      extends: '../../tsconfig.build.json',
      compilerOptions: { rootDir: '../../src', outDir: '.' },
      include: ['../../src'],
    }),
  );
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
}
