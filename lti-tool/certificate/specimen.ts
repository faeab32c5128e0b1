import { degrees, type PDFFont, type PDFPage } from 'pdf-lib';
import { COLOURS } from './colours';
import { widthOf } from './text';
import { WORDING } from './wording';

const SIZE = 49;
const ANGLE = 30;

/** Large and pale across the whole page, under the text: it cannot be missed and hides nothing. */
export function drawSpecimen(page: PDFPage, font: PDFFont): void {
  const width = widthOf(WORDING.specimen, { font, size: SIZE, colour: COLOURS.specimen });
  const turn = (ANGLE * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const halfHeight = SIZE * 0.35;
  page.drawText(WORDING.specimen, {
    x: page.getWidth() / 2 - (width / 2) * cos + halfHeight * sin,
    y: page.getHeight() / 2 - (width / 2) * sin - halfHeight * cos,
    size: SIZE,
    font,
    color: COLOURS.specimen,
    rotate: degrees(ANGLE),
  });
}
