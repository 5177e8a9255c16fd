/** Finds this package's files other than code. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's root, found by its package.json, because `dist` may be nested at different depths. */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`There is no package.json in or above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}
