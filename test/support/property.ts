/**
 * Properties as tests. The seed is part of every title: `FAULT_SEED` repeats a run, and what fails says
 * at which path of it. `PROPERTY_RUNS` says how often a property is tried.
 */
import { test } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { SEED } from './seed.js';

const isShort = process.env.PROPERTY_RUNS === undefined;
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

export interface PropertyOptions {
  /** The share of the runs that a dearer property is tried. */
  readonly share?: number;
  /** The share of these where nobody says how often: of the dearest, which the long runs try in full. */
  readonly shortShare?: number;
}

/** A test that the property holds for everything the arbitrary makes. */
export function property<Value>(
  name: string,
  arbitrary: Arbitrary<Value>,
  holds: (value: Value) => void | Promise<void>,
  { share = 1, shortShare = 1 }: PropertyOptions = {},
): void {
  const numRuns = Math.max(1, Math.ceil(RUNS * share * (isShort ? shortShare : 1)));
  test(
    `${name} (${numRuns} runs, seed ${SEED})`,
    () => fc.assert(fc.asyncProperty(arbitrary, holdsOrThrows(holds)), { seed: SEED, numRuns }),
    180_000 + numRuns * 500,
  );
}

function holdsOrThrows<Value>(holds: (value: Value) => void | Promise<void>) {
  return async (value: Value): Promise<void> => {
    await holds(value);
  };
}
