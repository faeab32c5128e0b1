/** Unit, contract and journey tests. Browser tests have a configuration of their own. */
module.exports = {
  testEnvironment: '<rootDir>/test/support/harfbuzz-environment.js',
  moduleNameMapper: { '^harfbuzzjs$': '<rootDir>/test/support/harfbuzz-module.js' },
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/browser/'],
  // Nothing is timed here, and a busy machine takes its time to start a tool.
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};
