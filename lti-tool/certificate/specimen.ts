import { degrees } from 'pdf-lib';
import { COLOURS } from './colours';
import type { Sheet } from './sheet';
import { widthOf } from './text';

const SIZE = 49;
const ANGLE = 30;

/** Large and pale across the whole page, under the text: it cannot be missed and hides nothing. */
export function drawMark({ page, fonts, tags }: Sheet, mark: string): void {
  const font = fonts.sansBold;
  const width = widthOf(mark, { font, size: SIZE, colour: COLOURS.specimen });
  const turn = (ANGLE * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const halfHeight = SIZE * 0.35;
  tags.element({ type: 'P' }, () => {
    page.drawText(mark, {
      x: page.getWidth() / 2 - (width / 2) * cos + halfHeight * sin,
      y: page.getHeight() / 2 - (width / 2) * sin - halfHeight * cos,
      size: SIZE,
      font,
      color: COLOURS.specimen,
      rotate: degrees(ANGLE),
    });
  });
}
