import { familiesFor, type FontFamily, LATIN } from './font-table';
import { fontFor, type LoadedFont } from './fonts';
import { NameError } from './name-error';
import { scriptPieces, type ScriptPiece } from './script-runs';

/** Text in one script and one font, as UTF-16 offsets. */
export interface FontRun {
  readonly start: number;
  readonly end: number;
  readonly script: string;
  readonly font: LoadedFont;
}

/** Scripts whose letters stand alone: each may come from a font, or slice of one, of its own. */
const UNJOINED = new Set(['Han', 'Hira', 'Kana', 'Hang', 'Bopo']);

/**
 * The fonts that show a text.
 *
 * @throws NameError for the first code point that no font has.
 */
export async function fontRuns(text: string, locale: string | undefined): Promise<FontRun[]> {
  const pieces = joined(scriptPieces(text));
  const scripts = new Set(pieces.map(({ script }) => script));
  const runs: FontRun[] = [];
  for (const { start, end, script, isCommon } of pieces) {
    const own = familiesFor(script, locale, scripts);
    // Digits and signs beside ideographs are Western ones, if the Western font has them.
    const families = isCommon && UNJOINED.has(script) ? [LATIN, ...own] : [...own, LATIN];
    const font = await firstFont(families, text.slice(start, end));
    const last = runs.at(-1);
    if (last?.font === font && last.script === script) runs[runs.length - 1] = { ...last, end };
    else runs.push({ start, end, script, font });
  }
  return runs;
}

/** Letters of one script stay together, for they join: a word is never cut by a change of fonts. */
function joined(pieces: readonly ScriptPiece[]): ScriptPiece[] {
  const words: ScriptPiece[] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    const joins =
      last !== undefined &&
      last.script === piece.script &&
      !UNJOINED.has(piece.script) &&
      !last.isCommon &&
      !piece.isCommon;
    if (joins) words[words.length - 1] = { ...last, end: piece.end };
    else words.push(piece);
  }
  return words;
}

async function firstFont(families: readonly FontFamily[], text: string): Promise<LoadedFont> {
  const font = await findFont(families, text);
  if (font) return font;
  for (const character of text) {
    if (!(await findFont(families, character))) throw noFont(character);
  }
  throw noFont(text);
}

async function findFont(
  families: readonly FontFamily[],
  text: string,
): Promise<LoadedFont | undefined> {
  for (const family of families) {
    const font = await fontFor(family, text);
    if (font) return font;
  }
  return undefined;
}

function noFont(text: string): NameError {
  return new NameError(text.codePointAt(0) ?? 0, 'no-font');
}
