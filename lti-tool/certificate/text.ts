import type { Color, PDFFont, PDFPage } from 'pdf-lib';
import { setCharacterSpacing } from 'pdf-lib';

/** How a line of text looks. Lengths are in points. */
export interface Style {
  readonly font: PDFFont;
  readonly size: number;
  readonly colour: Color;
  /** Extra space after each character; 0 unless told. */
  readonly tracking?: number;
}

/** Width as drawn: pdf-lib measures kerning pairs, but does not draw them. */
export function widthOf(text: string, { font, size, tracking = 0 }: Style): number {
  const characters = Array.from(text);
  const glyphs = characters.reduce((sum, one) => sum + advanceOf(one, font), 0);
  return glyphs * size + tracking * Math.max(0, characters.length - 1);
}

/** Widths at size 1, by font and character: measuring takes longer than all else on the page. */
const advances = new Map<string, Map<string, number>>();

function advanceOf(character: string, font: PDFFont): number {
  const known = advances.get(font.name) ?? new Map<string, number>();
  advances.set(font.name, known);
  const advance = known.get(character) ?? font.widthOfTextAtSize(character, 1);
  known.set(character, advance);
  return advance;
}

/** Draws one line centred on `centre`, standing on `baseline`. */
export function drawCentred(
  page: PDFPage,
  text: string,
  style: Style,
  centre: number,
  baseline: number,
): void {
  // The space shows nothing: it keeps two lines apart where a reader puts them together.
  drawLine(page, `${text} `, style, centre - widthOf(text, style) / 2, baseline);
}

/** Draws one line that ends at `right`, standing on `baseline`. */
export function drawEndingAt(
  page: PDFPage,
  text: string,
  style: Style,
  right: number,
  baseline: number,
): void {
  drawLine(page, text, style, right - widthOf(text, style), baseline);
}

function drawLine(page: PDFPage, text: string, style: Style, x: number, y: number): void {
  const { font, size, colour, tracking = 0 } = style;
  page.pushOperators(setCharacterSpacing(tracking));
  page.drawText(text, { x, y, font, size, color: colour });
  page.pushOperators(setCharacterSpacing(0));
}

/**
 * Breaks a text into the fewest lines that fit, as even in length as they can be.
 *
 * @param pieces what must stay together; one that is wider than `width` sticks out.
 * @param joint stands between two pieces of one line.
 */
export function wrap(
  pieces: readonly string[],
  joint: string,
  style: Style,
  width: number,
): string[] {
  const measured = pieces.map((text) => ({ text, width: widthOf(text, style) }));
  const { tracking = 0 } = style;
  const between = widthOf(joint, style) + tracking * (joint ? 2 : 1);
  const fewest = fill(measured, between, width);
  let best = fewest;
  for (let narrower = width - 8; narrower > width / 2; narrower -= 8) {
    const lines = fill(measured, between, narrower);
    if (lines.length > fewest.length) break;
    best = lines;
  }
  return best.map((line) => line.join(joint));
}

/** The style, made smaller until every line fits. Sizes are in points. */
export function largestThatFits(
  lines: readonly string[],
  largest: Style,
  smallest: number,
  width: number,
): Style {
  let style = largest;
  while (style.size > smallest && !fits(lines, style, width)) {
    style = { ...style, size: style.size - 0.5 };
  }
  return style;
}

/** Whether every line fits. */
function fits(lines: readonly string[], style: Style, width: number): boolean {
  return lines.every((line) => widthOf(line, style) <= width);
}

/** @param between the room between two pieces of one line. */
function fill(
  pieces: readonly { readonly text: string; readonly width: number }[],
  between: number,
  width: number,
): string[][] {
  const lines: string[][] = [];
  let used = Infinity;
  for (const piece of pieces) {
    used += between + piece.width;
    if (used <= width) lines.at(-1)?.push(piece.text);
    else {
      lines.push([piece.text]);
      used = piece.width;
    }
  }
  return lines;
}
