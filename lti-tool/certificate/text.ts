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
  const glyphs = characters.reduce((sum, one) => sum + font.widthOfTextAtSize(one, size), 0);
  return glyphs + tracking * Math.max(0, characters.length - 1);
}

/** Draws one line centred on `centre`, standing on `baseline`. */
export function drawCentred(
  page: PDFPage,
  text: string,
  style: Style,
  centre: number,
  baseline: number,
): void {
  const { font, size, colour, tracking = 0 } = style;
  const x = centre - widthOf(text, style) / 2;
  page.pushOperators(setCharacterSpacing(tracking));
  page.drawText(text, { x, y: baseline, font, size, color: colour });
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
  const fewest = fill(pieces, joint, style, width);
  let best = fewest;
  for (let narrower = width - 8; narrower > width / 2; narrower -= 8) {
    const lines = fill(pieces, joint, style, narrower);
    if (lines.length > fewest.length) break;
    best = lines;
  }
  return best;
}

/** Whether every line fits. */
export function fits(lines: readonly string[], style: Style, width: number): boolean {
  return lines.every((line) => widthOf(line, style) <= width);
}

function fill(pieces: readonly string[], joint: string, style: Style, width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const longer = last === undefined ? piece : last + joint + piece;
    if (last !== undefined && widthOf(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}
