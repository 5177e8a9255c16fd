/** The test run of one planted mistake, named by MUTANT; without it, the run that has to be green. */
import base from '../../jest.config.mjs';

const [pattern] = Object.keys(base.transform);

export default {
  ...base,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  transform: {
    ...base.transform,
    [pattern]: ['<rootDir>/test/mutants/transform.cjs', base.transform[pattern][1]],
  },
};
