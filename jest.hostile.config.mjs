/**
 * Hostile callers and hostile vendors against the built subgraph in a process of its own, one after the
 * other.
 */
import base from './jest.config.mjs';

export default {
  ...base,
  testMatch: ['<rootDir>/test/hostile/*.hostile.ts'],
  testTimeout: 600_000,
  maxWorkers: 1,
};
