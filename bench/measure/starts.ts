/** Time from process start to the first correct answer, and memory when idle. */
import { setTimeout } from 'node:timers/promises';
import type { Contender } from '../servers/contenders.ts';
import { median } from './median.ts';
import type { Stage } from './stage.ts';

/** Long enough to collect the startup's garbage, if it ever is. */
const REST_MS = 1000;

export interface Start {
  readonly contender: Contender;
  readonly startMs: number;
  /** Resident memory in bytes. */
  readonly atRest: number;
}

export async function measureStarts(
  stage: Stage,
  contenders: readonly Contender[],
  rounds: number,
): Promise<readonly Start[]> {
  const seen = contenders.map((contender) => ({
    contender,
    startMs: [] as number[],
    atRest: [] as number[],
  }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { contender, startMs, atRest } of seen) {
      const server = await stage.start(contender);
      startMs.push(server.startMs);
      await setTimeout(REST_MS);
      atRest.push(server.memory());
      await server.stop();
    }
  }
  return seen.map(({ contender, startMs, atRest }) => ({
    contender,
    startMs: median(startMs),
    atRest: median(atRest),
  }));
}
