/** The short fault runs, which every change must pass. */
import base from './jest.config.mjs';

export default {
  ...base,
  testMatch: ['<rootDir>/test/faults/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // They measure rates: one worker per processor.
  maxWorkers: '100%',
};
