/** Folders for stores and other files of one run, gone when it ends. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const made = new Set<string>();

process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Beside the store that is used by default, because disks differ. */
export function scratchFolder(): string {
  mkdirSync('data', { recursive: true });
  const folder = mkdtempSync(join('data', 'bench-'));
  made.add(folder);
  return folder;
}
