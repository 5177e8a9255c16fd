/** The ratio of the last whole run, committed, so that a short run has something to be compared with. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PATH = 'bench/recorded.json';

export interface Recorded {
  /** CPU of this subgraph for one addContact at 64 concurrent, in multiples of the floor's. */
  readonly ratio: number;
  readonly date: string;
  readonly node: string;
}

export function readRecorded(): Recorded | undefined {
  return existsSync(PATH) ? (JSON.parse(readFileSync(PATH, 'utf8')) as Recorded) : undefined;
}

export function writeRecorded(recorded: Recorded): void {
  writeFileSync(PATH, `${JSON.stringify(recorded, null, 2)}\n`);
}
