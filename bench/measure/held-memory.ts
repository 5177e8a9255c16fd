/**
 * Retained memory. Resident memory fluctuates with garbage that V8 has not collected yet, so a leak shows
 * only after a forced collection. That changes the server under test, so nothing else is measured on it.
 */
import type { Contender } from '../servers/contenders.ts';
import type { Stage } from './stage.ts';

export const CHECKPOINTS = [15_000, 40_000, 65_000] as const;

export interface HeldMemory {
  readonly contender: Contender;
  /** Bytes after each number of requests in `CHECKPOINTS`. */
  readonly bytes: readonly number[];
}

export async function measureHeldMemory(
  stage: Stage,
  contenders: readonly Contender[],
): Promise<readonly HeldMemory[]> {
  const held: HeldMemory[] = [];
  for (const contender of contenders) {
    const args = ['--expose-gc', '--import', './bench/servers/tell-memory.mjs', ...contender.args];
    const server = await stage.start({ ...contender, args, tellsMemory: true });
    const bytes: number[] = [];
    let asked = 0;
    for (const checkpoint of CHECKPOINTS) {
      await stage.measure(server, { concurrency: 64, requests: checkpoint - asked });
      asked = checkpoint;
      bytes.push(await server.heldMemory());
    }
    await server.stop();
    held.push({ contender, bytes });
  }
  return held;
}

/** From the first checkpoint to the last, in percent of the first. */
export function growthOf({ bytes }: HeldMemory): number {
  return ((bytes.at(-1) ?? Number.NaN) / (bytes[0] ?? Number.NaN) - 1) * 100;
}
