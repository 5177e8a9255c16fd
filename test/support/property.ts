/**
 * Properties as tests. Every title contains the seed: `FAULT_SEED` repeats a run, and a failure reports its
 * path. `PROPERTY_RUNS` sets how often a property is tried.
 */
import { test } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { SEED } from './seed.js';

const isShort = process.env.PROPERTY_RUNS === undefined;
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

export interface PropertyOptions {
  /** The share of the runs for an expensive property. */
  readonly share?: number;
  /** The share of these by default: for the most expensive ones, which the long runs try in full. */
  readonly shortShare?: number;
}

/** A test that the property holds for everything the arbitrary generates. */
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
