/** Limits on the store's size. */
import type { Env } from './env.js';

export interface StoreBounds {
  readonly rows: number;
  readonly bytes: number;
}

/** One day of 115 writes per second, 2 KiB each. */
export const DEFAULT_BOUNDS: StoreBounds = { rows: 10_000_000, bytes: 20 * 1024 ** 3 };

export function readStoreBounds(env: Env): StoreBounds {
  return {
    rows: env.integer('STORE_MAX_ROWS', { min: 1, max: 1e12 }) ?? DEFAULT_BOUNDS.rows,
    bytes: env.integer('STORE_MAX_BYTES', { min: 1_000_000, max: 1e14 }) ?? DEFAULT_BOUNDS.bytes,
  };
}
