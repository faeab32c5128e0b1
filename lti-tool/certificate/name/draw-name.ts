import {
  beginText,
  type Color,
  endText,
  type PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
  showText,
} from 'pdf-lib';
import { cellFonts } from './cell-font';
import type { NameLayout } from './name-layout';

export interface NamePlace {
  /** What `align` says of each line: its left end, its middle or its right end. In points. */
  readonly x: number;
  /** The top of the first line's ink, counted up from the page's foot. */
  readonly y: number;
  readonly align: 'left' | 'centre' | 'right';
  readonly color: Color;
}

/**
 * Draws a layout: visible text, which can be selected, searched and copied. It leaves the graphics
 * state as it was and opens no marked content: callers wrap it where they tag a document.
 */
export function drawName(
  pdf: PDFDocument,
  page: PDFPage,
  layout: NameLayout,
  { x, y, align, color }: NamePlace,
): void {
  const { lines, size } = layout;
  const gap =
    (layout.height - lines.reduce((sum, one) => sum + one.ascent + one.descent, 0)) /
    Math.max(1, lines.length - 1);
  const show = cellFonts(
    pdf,
    page,
    lines.map(({ cells }) => cells),
  );
  page.pushOperators(pushGraphicsState(), setFillingColor(color), beginText());
  let top = y;
  for (const line of lines) {
    const share = { left: 0, centre: 1 / 2, right: 1 }[align];
    const left = x - line.width * share;
    page.pushOperators(setTextMatrix(1, 0, 0, 1, left, top - line.ascent));
    for (const { font, codes } of show(line.cells)) {
      page.pushOperators(setFontAndSize(font, size), showText(codes));
    }
    top -= line.ascent + line.descent + gap;
  }
  page.pushOperators(endText(), popGraphicsState());
}
