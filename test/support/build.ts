/** A build of the source, for tests that start it as a process. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Build {
  readonly url: string;
  readonly folder: string;
  remove(): void;
}

/**
 * Below the project, so that it finds its packages, and in a folder of its own: other tests build at the same
 * time.
 */
export function makeBuild(): Build {
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/keyed-');
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({
      extends: '../../tsconfig.build.json',
      compilerOptions: { rootDir: '../../src', outDir: '.' },
      include: ['../../src'],
    }),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
  } catch (error) {
    remove();
    throw error;
  }
  return { url: `${pathToFileURL(resolve(folder)).href}/`, folder, remove };
}
