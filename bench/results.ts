/** All results of a whole run. */
import type { Machine } from './machine/describe.ts';
import type { Compared } from './measure/comparison.ts';
import type { Entities } from './measure/entities.ts';
import type { HeldMemory } from './measure/held-memory.ts';
import type { Start } from './measure/starts.ts';
import type { Variants } from './measure/variants.ts';
import type { Part } from './profile/run.ts';

export interface Results {
  readonly machine: Machine;
  readonly command: string;
  readonly date: string;
  readonly rounds: number;
  readonly compared: readonly Compared[];
  readonly starts: readonly Start[];
  readonly held: readonly HeldMemory[];
  readonly variants: Variants;
  /** Time to flush a file on the disk that holds the stores. */
  readonly flushMs: number;
  readonly entities: Entities;
  readonly parts: readonly Part[];
}

/** Throws for a server that was not measured. */
export function comparedOf({ compared }: Results, name: string): Compared {
  const found = compared.find(({ contender }) => contender.name === name);
  if (!found) throw new RangeError(`"${name}" was not measured.`);
  return found;
}
