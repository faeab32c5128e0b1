import type * as HarfBuzzModule from 'harfbuzzjs' with { 'resolution-mode': 'import' };

/** The library is an ES module that compiles its WebAssembly when it is first imported. */
export type HarfBuzz = typeof HarfBuzzModule;

let loading: Promise<HarfBuzz> | undefined;

/** HarfBuzz, loaded once, with the first name. */
export function loadHarfBuzz(): Promise<HarfBuzz> {
  return (loading ??= import('harfbuzzjs'));
}
