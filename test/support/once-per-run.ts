/**
 * Resources that several test files need and one of them makes: the first one that asks, while the others
 * wait.
 */
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from './pause.js';

const WAIT_MS = 180_000;
const LOOK_MS = 50;

/** The folder of this run; see `build-folder.mjs`. */
export function runFolder(): string {
  const folder = process.env.TEST_BUILD;
  if (!folder) throw new Error('No folder for the build is named.');
  return folder;
}

export function oncePerRun(name: string, make: () => void): void {
  const [begun, made] = ['begun', 'made'].map((state) => join(runFolder(), `${name}-${state}`)) as [
    string,
    string,
  ];
  const until = performance.now() + WAIT_MS;
  while (!existsSync(made)) {
    if (performance.now() > until) throw new Error(`To make the ${name} takes too long.`);
    // Returns a path to the one that made the folder, and undefined to the others.
    if (!mkdirSync(begun, { recursive: true })) {
      pause(LOOK_MS);
      continue;
    }
    try {
      make();
    } catch (error) {
      // The next one that asks gets the error itself.
      rmdirSync(begun);
      throw error;
    }
    writeFileSync(made, '');
  }
}
