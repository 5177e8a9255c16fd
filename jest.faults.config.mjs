/** The long fault runs, one after the other: each keeps the machine busy. */
import { randomInt } from 'node:crypto';
import base from './jest.config.mjs';

// A new seed for each run, printed by the tests that use it.
process.env.FAULT_SEED ??= String(randomInt(2 ** 31));

export default {
  ...base,
  testMatch: ['<rootDir>/test/faults/long/*.fault.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  reporters: ['default', '<rootDir>/test/faults/times-reporter.mjs'],
};
