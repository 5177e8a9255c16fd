/** The long fault runs, one after the other: each of them keeps the machine busy. */
import { randomInt } from 'node:crypto';
import base from './jest.config.mjs';

// Another one in each run, printed by what it is the seed of.
process.env.FAULT_SEED ??= String(randomInt(2 ** 31));

export default {
  ...base,
  testMatch: ['<rootDir>/test/faults/long/*.fault.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  reporters: ['default', '<rootDir>/test/faults/times-reporter.mjs'],
};
