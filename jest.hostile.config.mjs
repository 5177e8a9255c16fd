/** Hostile callers and vendors against the built subgraph in a separate process, one after the other. */
import base from './jest.config.mjs';

export default {
  ...base,
  testMatch: ['<rootDir>/test/hostile/*.hostile.ts'],
  testTimeout: 600_000,
  maxWorkers: 1,
};
