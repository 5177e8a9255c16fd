/** The short form of the fault runs, which every change has to pass. */
import base from './jest.config.mjs';

export default {
  ...base,
  testMatch: ['<rootDir>/test/faults/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // They measure rates: one for each processor.
  maxWorkers: '100%',
};
