/** The long fault runs, one after the other: each of them keeps the machine busy. */
import base from './jest.config.mjs';

export default { ...base, testMatch: ['<rootDir>/test/faults/long/*.fault.ts'], maxWorkers: 1 };
