/** The one function used of fontverter 2, which has no types of its own. */
declare module 'fontverter' {
  /** Gives back a font in another container; one that is in it already comes back as it is. */
  export function convert(font: Uint8Array, toFormat: 'sfnt'): Promise<Uint8Array>;
}
