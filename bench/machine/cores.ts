/** Which cores the server under test and everything else run on, so that neither takes the other's time. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The server under test, or its clients and vendors. */
export type Side = 'server' | 'others';

const cores = availableParallelism();

/** Why nothing is pinned; undefined if pinning works. */
export const unpinnedBecause: string | undefined = reason();

/** The command, wrapped to stay on its side's cores. */
export function pinned(side: Side, command: [string, ...string[]]): [string, ...string[]] {
  if (unpinnedBecause !== undefined) return command;
  const list = side === 'server' ? String(cores - 1) : `0-${cores - 2}`;
  return ['taskset', '--cpu-list', list, ...command];
}

function reason(): string | undefined {
  if (cores < 2) return 'there is one core only';
  const { status } = spawnSync('taskset', ['--cpu-list', String(cores - 1), 'true']);
  return status === 0 ? undefined : 'there is no `taskset` that may pin to the cores';
}
