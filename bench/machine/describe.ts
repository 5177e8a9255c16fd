/** The machine that the figures come from. */
import { cpus, totalmem } from 'node:os';
import { unpinnedBecause } from './cores.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** How the processes were separated. */
  readonly pinning: string;
}

export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    pinning:
      unpinnedBecause === undefined
        ? 'the server under test on one core, everything else on the others'
        : `nothing is pinned to cores, because ${unpinnedBecause}`,
  };
}
