const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's module system cannot load an ES module that waits for its WebAssembly, so HarfBuzz is
 * loaded outside of it, once for each worker; jest.config.js maps the package to harfbuzz-module.js.
 */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global[Symbol.for('harfbuzzjs')] = await import('harfbuzzjs');
  }
};
