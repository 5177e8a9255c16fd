import { availableParallelism } from 'node:os';

export default {
  testEnvironment: '<rootDir>/test/support/shared-environment.cjs',
  runtime: '<rootDir>/test/support/shared-runtime.cjs',
  // Ends a hanging test; the machine's speed must not decide anything.
  testTimeout: 180_000,
  // Tests mostly wait, so one worker per processor would leave some idle.
  maxWorkers: availableParallelism() + 1,
  // If tests ran in this process, a normal exit of Node 26.10.0 may spin forever in
  // `Environment::CleanupHandles`. An explicit exit skips that.
  forceExit: true,
  testSequencer: '<rootDir>/test/support/slowest-first.mjs',
  globalSetup: '<rootDir>/test/support/build-folder.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    // The flags below repeat those in tsconfig.json: tests must run what the build emits.
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: 'es2023',
          keepClassNames: true,
        },
        sourceMaps: 'inline',
      },
    ],
    'node_modules/(raw-body|cockatiel|p-queue|leven|jose|marked|marked-gfm-heading-id|github-slugger)/.+\\.js$':
      ['@swc/jest', { jsc: { target: 'es2023' } }],
  },
  // These packages are ES modules only, and Jest runs everything as CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(raw-body|cockatiel|p-queue|leven|jose|marked|marked-gfm-heading-id|github-slugger)/)',
  ],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // These mostly wait for what they break: `npm run test:faults:short` runs them.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/faults/'],
};
