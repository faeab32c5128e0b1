/** Unit, contract and journey tests. Browser tests have a configuration of their own. */
module.exports = {
  testEnvironment: '<rootDir>/test/support/harfbuzz-environment.js',
  moduleNameMapper: { '^harfbuzzjs$': '<rootDir>/test/support/harfbuzz-module.js' },
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/browser/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};
