import type { PDFPage } from 'pdf-lib';
import { dayInWords } from '../domain/day';
import { formatCode } from './code';
import { COLOURS } from './colours';
import type { CertificateFields } from './fields';
import type { Fonts } from './fonts';
import { drawCentred, fits, type Style, wrap } from './text';
import { WORDING } from './wording';

/** Free room to the left and right of all columns, and between two, in points. */
const MARGIN = 70;
const GAP = 16;

interface Column {
  readonly label: string;
  /** In pieces that stay together where the value needs two lines. */
  readonly value: readonly string[];
}

/** The foot: who signed (where someone does), when, under which number and where to check it. */
export function drawFoot(page: PDFPage, fields: CertificateFields, fonts: Fonts): void {
  const { signatory } = fields;
  const columns: Column[] = [
    { label: WORDING.issued, value: [dayInWords(fields.issuedAt)] },
    { label: WORDING.number, value: [formatCode(fields.code)] },
    { label: WORDING.verify, value: addressPieces(fields.verifyUrl) },
  ];
  const count = columns.length + (signatory.name ? 1 : 0);
  const width = (page.getWidth() - 2 * MARGIN - (count - 1) * GAP) / count;
  const centreOf = (index: number): number => MARGIN + width / 2 + index * (width + GAP);
  if (signatory.name) drawSignatory(page, signatory, fonts, centreOf(0), width);
  columns.forEach((column, index) => {
    drawColumn(page, column, fonts, centreOf(index + count - columns.length), width);
  });
}

function drawColumn(
  page: PDFPage,
  { label, value }: Column,
  fonts: Fonts,
  centre: number,
  width: number,
): void {
  const small: Style = { font: fonts.sans, size: 7.5, colour: COLOURS.quiet, tracking: 0.8 };
  drawCentred(page, label.toUpperCase(), small, centre, 90);
  const large: Style = { font: fonts.roman, size: 12, colour: COLOURS.ink };
  const oneLine = largestThatFits([value.join('')], large, 9, width);
  const lines = wrap(value, '', oneLine, width);
  const style = largestThatFits(lines, oneLine, 6, width);
  lines.forEach((line, index) => {
    drawCentred(page, line, style, centre, 75 - index * style.size * 1.15);
  });
}

function drawSignatory(
  page: PDFPage,
  { name, title }: CertificateFields['signatory'],
  fonts: Fonts,
  centre: number,
  width: number,
): void {
  page.drawLine({
    start: { x: centre - width / 2, y: 106 },
    end: { x: centre + width / 2, y: 106 },
    thickness: 0.6,
    color: COLOURS.quiet,
  });
  const large: Style = { font: fonts.bold, size: 12, colour: COLOURS.ink };
  drawCentred(page, name, largestThatFits([name], large, 8, width), centre, 91);
  const small: Style = { font: fonts.roman, size: 10.5, colour: COLOURS.quiet };
  drawCentred(page, title, largestThatFits([title], small, 8, width), centre, 76);
}

function largestThatFits(
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

/** Without its scheme, which browsers do not ask for; it breaks before a slash. */
function addressPieces(url: string): string[] {
  return url.replace(/^https?:\/\//, '').split(/(?=\/)/);
}
