import type { ClusterLevel } from 'harfbuzzjs' with { 'resolution-mode': 'import' };
import type { FontRun } from './font-runs';
import type { LoadedFont } from './fonts';
import type { HarfBuzz } from './harfbuzz';
import { NameError } from './name-error';
import type { Cell } from './name-layout';
import { moved } from './outline';

/** A run of one direction, with its place in the text. */
export interface ShapeRun extends FontRun {
  /** UAX #9; odd is right to left. */
  readonly level: number;
}

/** A cell that still knows where its text begins. */
export interface ShapedCell extends Cell {
  readonly start: number;
}

const DOTTED_CIRCLE = 0x25cc;

/**
 * Shapes one run within its text: letters join across the run's ends as they would without a cut.
 *
 * @returns cells from left to right.
 * @throws NameError when HarfBuzz has no glyph for a character or no base for a mark.
 */
export function shapeRun(
  hb: HarfBuzz,
  text: string,
  run: ShapeRun,
  locale: string | undefined,
): ShapedCell[] {
  const rightToLeft = run.level % 2 === 1;
  const glyphs = glyphsOf(hb, text, run, locale, hb.ClusterLevel.MONOTONE_GRAPHEMES);
  const circle = run.font.font.nominalGlyph(DOTTED_CIRCLE);
  if (glyphs.some(({ id }) => id === circle)) {
    // Clusters of single characters tell which one HarfBuzz put on a dotted circle.
    const apart = glyphsOf(hb, text, run, locale, hb.ClusterLevel.CHARACTERS);
    const misplaced = apart.find(({ id }) => id === circle)?.cluster ?? run.start;
    throw new NameError(text.codePointAt(misplaced) ?? 0, 'misplaced');
  }
  const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  const visual = rightToLeft ? [...starts].reverse() : starts;
  return visual.map((start) => {
    const end = starts[starts.indexOf(start) + 1] ?? run.end;
    const own = glyphs.filter(({ cluster }) => cluster === start);
    return { start, rightToLeft, ...cellOf(run.font, text.slice(start, end), own) };
  });
}

interface Glyph {
  readonly id: number;
  /** Offset of the first character that it belongs to. */
  readonly cluster: number;
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** Glyphs from left to right. */
function glyphsOf(
  hb: HarfBuzz,
  text: string,
  run: ShapeRun,
  locale: string | undefined,
  clusters: ClusterLevel,
): Glyph[] {
  const buffer = new hb.Buffer();
  buffer.addText(text, run.start, run.end - run.start);
  buffer.setClusterLevel(clusters);
  buffer.setDirection(run.level % 2 === 1 ? hb.Direction.RTL : hb.Direction.LTR);
  buffer.setScript(run.script);
  if (locale !== undefined && /^[A-Za-z0-9-]+$/.test(locale)) buffer.setLanguage(locale);
  hb.shape(run.font.font, buffer);
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint: id, cluster }, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    return { id, cluster, xAdvance, xOffset, yOffset };
  });
}

function cellOf(
  loaded: LoadedFont,
  text: string,
  glyphs: readonly Glyph[],
): Omit<Cell, 'rightToLeft'> {
  const codePoint = text.codePointAt(0) ?? 0;
  let [advance, top, bottom] = [0, 0, 0];
  let outline = '';
  for (const { id, xAdvance, xOffset, yOffset } of glyphs) {
    if (id === 0) throw new NameError(codePoint, 'no-font');
    outline += moved(loaded.outlineOf(id), advance + xOffset, yOffset);
    const extents = loaded.font.glyphExtents(id);
    if (extents) {
      top = Math.max(top, yOffset + extents.yBearing);
      bottom = Math.min(bottom, yOffset + extents.yBearing + extents.height);
    }
    advance += xAdvance;
  }
  return { text, advance, outline, top, bottom };
}
