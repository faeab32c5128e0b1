import {
  fill,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  rectangle,
  setFillingColor,
} from 'pdf-lib';
import { create } from 'qrcode';
import { COLOURS } from './colours';

/** Side of one module in points: two dots on a screen or printer of 60 dots an inch. */
const MODULE = 2.46;

/** Any of the eight masks is valid; to compare them all takes longer than the rest of the foot. */
const MASK = 2;

/** ISO/IEC 18004 5.3.8: this many modules stay free all around. */
const FREE_EDGE = 4;

/** An address as QR code, without the free edge around it. */
export interface QrCode {
  /** In points. */
  readonly side: number;
  /** @param left, bottom of the square, in points. */
  draw(page: PDFPage, left: number, bottom: number): void;
}

/**
 * An address as QR code (ISO/IEC 18004, error correction M: 15 per cent may be dirt), drawn as
 * rectangles and not as a picture: sharp at any size. A longer address takes a larger square.
 */
export function qrCodeOf(address: string): QrCode {
  const { modules } = create(address, { errorCorrectionLevel: 'M', maskPattern: MASK });
  const side = modules.size * MODULE;
  const runs = darkRuns(modules.size, (x, y) => modules.get(y, x) !== 0);
  return {
    side,
    draw(page, left, bottom) {
      const paper = side + 2 * FREE_EDGE * MODULE;
      const edge = FREE_EDGE * MODULE;
      page.pushOperators(
        setFillingColor(COLOURS.paper),
        rectangle(left - edge, bottom - edge, paper, paper),
        fill(),
        setFillingColor(COLOURS.ink),
        // One operand each: hundreds of rectangles as numbers take longer than all else.
        ...runs.map(({ row, from, to }) => {
          const x = rounded(left + from * MODULE);
          const y = rounded(bottom + side - (row + 1) * MODULE);
          const width = rounded((to - from) * MODULE);
          return PDFOperator.of(PDFOperatorNames.AppendRectangle, [`${x} ${y} ${width} ${MODULE}`]);
        }),
        fill(),
      );
    },
  };
}

/** Neighbours in a row as one: no hairlines between them. */
function darkRuns(
  size: number,
  isDark: (x: number, y: number) => boolean,
): { row: number; from: number; to: number }[] {
  const runs: { row: number; from: number; to: number }[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!isDark(x, row)) continue;
      const from = x;
      while (x + 1 < size && isDark(x + 1, row)) x += 1;
      runs.push({ row, from, to: x + 1 });
    }
  }
  return runs;
}

function rounded(length: number): number {
  return Math.round(length * 1000) / 1000;
}
