import { type BidiLevels, bidiLevels, cutByLevel, inVisualOrder } from './bidi-runs';
import { type FontRun, fontRuns } from './font-runs';
import { type HarfBuzz, loadHarfBuzz } from './harfbuzz';
import { lineBreaks } from './line-breaks';
import { NameError } from './name-error';
import type { NameLayout, NameLine, NameOptions } from './name-layout';
import { normaliseName } from './normalise-name';
import { refuseCharacters } from './refused-characters';
import { type ShapedCell, shapeRun } from './shape';

/** Two lines are taken as soon as one would be smaller than this share of the largest size. */
const SMALLEST_ON_ONE_LINE = 0.74;

/** Lines of Latin capitals and of small letters stand alike: what counts at least as ink, per em. */
const LEAST = { ascent: 700, descent: 200 };

/** Space between two lines' ink, per em. */
const GAP = 150;

/** A text with everything that shaping a part of it needs. */
interface Prepared {
  readonly hb: HarfBuzz;
  readonly text: string;
  readonly runs: readonly FontRun[];
  readonly levels: BidiLevels;
  readonly locale: string | undefined;
}

/**
 * Sets a name, or any line of text, as large as it fits, in every script that the fonts have. The
 * text is normalised (`normaliseName`); nothing else of it is changed, and nothing left out.
 *
 * @throws NameError for what cannot be set as written.
 */
export async function layOutName(input: string, options: NameOptions): Promise<NameLayout> {
  const text = normaliseName(input);
  refuseCharacters(text);
  const { locale } = options;
  const runs = await fontRuns(text, locale);
  const hb = await loadHarfBuzz();
  const prepared: Prepared = { hb, text, runs, levels: bidiLevels(text), locale };
  const one = layOut([shapeLine(prepared, 0, text.length)], options);
  const { largest, smallest } = options.size;
  const isLarge = one.size >= largest * SMALLEST_ON_ONE_LINE;
  if (isLarge || options.maxLines === 1) return bounded(one, smallest, text);
  const two = lineBreaks(text, shapeLine(prepared, 0, text.length))
    .map(([end, start]) => [shapeLine(prepared, 0, end), shapeLine(prepared, start, text.length)])
    .map((lines) => layOut(lines, options))
    .find(({ size }) => size >= smallest);
  return bounded(two && two.size > one.size ? two : one, smallest, text);
}

function shapeLine(prepared: Prepared, start: number, end: number): ShapedCell[] {
  const { hb, text, runs, levels, locale } = prepared;
  const parts = runs
    .filter((run) => run.start < end && run.end > start)
    .map((run) => ({
      ...run,
      start: Math.max(run.start, start),
      end: Math.min(run.end, end),
    }));
  const line = text.slice(start, end);
  return inVisualOrder(cutByLevel(parts, levels)).flatMap((run) =>
    shapeRun(hb, line, { ...run, start: run.start - start, end: run.end - start }, locale),
  );
}

function layOut(lines: readonly ShapedCell[][], options: NameOptions): NameLayout {
  const ems = lines.map((cells) => ({
    text: textOf(cells),
    cells,
    width: cells.reduce((sum, { advance }) => sum + advance, 0),
    ascent: Math.max(LEAST.ascent, ...cells.map(({ top }) => top)),
    descent: Math.max(LEAST.descent, ...cells.map(({ bottom }) => -bottom)),
  }));
  const height =
    ems.reduce((sum, { ascent, descent }) => sum + ascent + descent, 0) + GAP * (ems.length - 1);
  const width = Math.max(1, ...ems.map((line) => line.width));
  const share = lines.length === 1 ? 1 : SMALLEST_ON_ONE_LINE;
  const fitting = Math.min(
    options.size.largest * share,
    (options.maxWidth / width) * 1000,
    (options.maxHeight / height) * 1000,
  );
  const size = Math.floor(fitting * 2) / 2;
  const points = (thousandths: number): number => (thousandths * size) / 1000;
  return {
    size,
    height: points(height),
    lines: ems.map((line): NameLine => ({
      ...line,
      width: points(line.width),
      ascent: points(line.ascent),
      descent: points(line.descent),
    })),
  };
}

function textOf(cells: readonly ShapedCell[]): string {
  return [...cells]
    .sort((a, b) => a.start - b.start)
    .map(({ text }) => text)
    .join('');
}

function bounded(layout: NameLayout, smallest: number, text: string): NameLayout {
  if (layout.size >= smallest) return layout;
  const kept = Math.floor((text.length * layout.size) / smallest);
  throw new NameError(text.codePointAt(kept) ?? 0, 'too-long');
}
