/** The last whole run's ratio, committed as the baseline for short runs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PATH = 'bench/recorded.json';

export interface Recorded {
  /** This subgraph's CPU for one addContact at 64 concurrent, in multiples of the floor's. */
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
