export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    // The flags below repeat those of tsconfig.json: tests have to run what the build emits.
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
    'node_modules/raw-body/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2023' } }],
  },
  // The package is an ES module only, and Jest runs everything as CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!raw-body/)'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
};
