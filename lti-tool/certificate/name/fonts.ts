import { convert } from 'fontverter';
import type { Font } from 'harfbuzzjs' with { 'resolution-mode': 'import' };
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FontSlice, FONTS_FOLDER, isFor, slicesOf } from './font-files';
import { type FontFamily, WEIGHT } from './font-table';
import { loadHarfBuzz } from './harfbuzz';
import { filledOutline } from './outline';

/** Joiners need no glyph, HarfBuzz acts on them; variation selectors are asked for with their base. */
const NO_GLYPH_NEEDED = /[\u200C\u200D]/;
const VARIATION_SELECTOR = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;

/** A font file, or slice of one, ready to shape with. One em is 1,000 units. */
export interface LoadedFont {
  readonly font: Font;
  /** PDF operators that fill a glyph at the origin. */
  outlineOf(id: number): string;
  /** The first code point of the text that the font cannot show, if any. */
  firstMissing(text: string): number | undefined;
}

const loaded = new Map<string, Promise<LoadedFont>>();
const stylesheets = new Map<string, Promise<FontSlice[]>>();

/**
 * The font of a family for a text, read from disk with its first use.
 *
 * @returns nothing when no file of the family has all of the text.
 * @throws when the fonts were not copied (`npm run build` does it).
 */
export async function fontFor(family: FontFamily, text: string): Promise<LoadedFont | undefined> {
  for (const file of await filesFor(family, text)) {
    const font = await load(file);
    if (font.firstMissing(text) === undefined) return font;
  }
  return undefined;
}

async function filesFor(family: FontFamily, text: string): Promise<string[]> {
  const source = path.join(FONTS_FOLDER, family.id, family.source);
  if (!source.endsWith('.css')) return [source];
  const first = text.codePointAt(0) ?? 0;
  const slices = await once(stylesheets, source, async () => slicesOf(await read(source, 'utf8')));
  return slices
    .filter((slice) => isFor(slice, first))
    .map(({ file }) => path.join(path.dirname(source), file));
}

function load(file: string): Promise<LoadedFont> {
  return once(loaded, file, async () => {
    const hb = await loadHarfBuzz();
    const data = await convert(await read(file), 'sfnt');
    const face = new hb.Face(new hb.Blob(Uint8Array.from(data)));
    const font = new hb.Font(face);
    font.setScale(1000, 1000);
    if ('wght' in face.getAxisInfos()) font.setVariations([new hb.Variation('wght', WEIGHT)]);
    const outlines = new Map<number, string>();
    return {
      font,
      outlineOf: (id) => remembered(outlines, id, () => filledOutline(font, id)),
      firstMissing: (text) => firstMissing(font, text),
    };
  });
}

function firstMissing(font: Font, text: string): number | undefined {
  let before = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const shown = VARIATION_SELECTOR.test(character)
      ? font.variationGlyph(before, codePoint) !== undefined
      : NO_GLYPH_NEEDED.test(character) || has(font, character);
    if (!shown) return codePoint;
    before = codePoint;
  }
  return undefined;
}

/** HarfBuzz takes a composed letter apart where the font has only its parts. */
function has(font: Font, character: string): boolean {
  const parts = Array.from(character.normalize('NFD'));
  const inFont = (one: string): boolean => font.nominalGlyph(one.codePointAt(0) ?? 0) !== undefined;
  return inFont(character) || (parts.length > 1 && parts.every(inFont));
}

async function read(file: string): Promise<Uint8Array>;
async function read(file: string, encoding: 'utf8'): Promise<string>;
async function read(file: string, encoding?: 'utf8'): Promise<Uint8Array | string> {
  try {
    return await readFile(file, encoding);
  } catch (cause) {
    throw new Error(`The font ${file} is missing: run "npm run build".`, { cause });
  }
}

/** As `remembered`, but a failure is not kept. */
function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  return remembered(made, key, () =>
    make().catch((cause: unknown) => {
      made.delete(key);
      throw cause;
    }),
  );
}

/** Makes a value with the first use of its key. */
function remembered<Key, T>(made: Map<Key, T>, key: Key, make: () => T): T {
  const known = made.get(key);
  if (known !== undefined) return known;
  const value = make();
  made.set(key, value);
  return value;
}
