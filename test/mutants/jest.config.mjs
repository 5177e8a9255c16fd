/** The test run of one planted mistake, named by MUTANT; without it, the run that must pass. */
import base from '../../jest.config.mjs';

const [pattern] = Object.keys(base.transform);

export default {
  ...base,
  rootDir: '../..',
  testEnvironment: '<rootDir>/test/mutants/first-failure.cjs',
  setupFiles: ['<rootDir>/test/mutants/no-shrinking.cjs'],
  // A mistake may make a test wait forever: this names the test before the whole run is ended.
  testTimeout: 60_000,
  testPathIgnorePatterns: ['/node_modules/'],
  transform: {
    ...base.transform,
    [pattern]: ['<rootDir>/test/mutants/transform.cjs', base.transform[pattern][1]],
  },
};
