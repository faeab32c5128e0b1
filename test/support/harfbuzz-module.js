/** Stands for the package `harfbuzzjs` in tests: see harfbuzz-environment.js. */
module.exports = globalThis[Symbol.for('harfbuzzjs')];
