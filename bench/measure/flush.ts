/** The disk's own cost of a durable write: no store can be faster. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../machine/scratch-folder.ts';
import { median } from './median.ts';

const TIMES = 200;
const PAGE = Buffer.alloc(4096, 1);

/** Median milliseconds to append a page and flush it to disk. */
export function measureFlush(): number {
  const file = openSync(join(scratchFolder(), 'flush'), 'w');
  try {
    return median(
      Array.from({ length: TIMES }, () => {
        const startedAt = performance.now();
        writeSync(file, PAGE);
        fdatasyncSync(file);
        return performance.now() - startedAt;
      }),
    );
  } finally {
    closeSync(file);
  }
}
