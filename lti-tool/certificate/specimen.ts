import {
  concatTransformationMatrix,
  drawObject,
  popGraphicsState,
  pushGraphicsState,
  setFillingColor,
} from 'pdf-lib';
import { deflateSync } from 'node:zlib';
import { COLOURS } from './colours';
import { layOutName } from './name/lay-out-name';
import { lineOutlines } from './name/line-outlines';
import type { Sheet } from './sheet';
import { drawCentred, type Style } from './text';

/** Across the page, in points. */
const MARK = { width: 760, largest: 49, smallest: 30 };
const ANGLE = 30;

/** Baseline of the same words between the border and the motif, in points. */
const LINE = { x: 150, y: 526 };

/**
 * Large and pale across the whole page, under the text: it cannot be missed and hides nothing. That
 * is a picture, for a text at an angle would get in between the lines that readers copy; the words
 * stand in a line of their own too.
 */
export async function drawMark({ page, fonts, tags }: Sheet, mark: string): Promise<void> {
  const { width: maxWidth, ...size } = MARK;
  const layout = await layOutName(mark, { maxWidth, maxHeight: 100, maxLines: 1, size });
  const style: Style = { font: fonts.sansBold, size: 7.5, colour: COLOURS.quiet, tracking: 0.8 };
  tags.element({ type: 'P' }, () => {
    drawCentred(page, mark, style, LINE.x, LINE.y);
  });
  const [line] = layout.lines;
  if (!line) return;
  const { context } = page.doc;
  const picture = context.stream(deflateSync(lineOutlines(line, layout.size)), {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, -line.descent, line.width, line.ascent],
    Filter: 'FlateDecode',
  });
  const turn = (ANGLE * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [along, up] = [-line.width / 2, -line.ascent / 2];
  const x = page.getWidth() / 2 + along * cos - up * sin;
  const y = page.getHeight() / 2 + along * sin + up * cos;
  tags.artifact(() => {
    page.pushOperators(
      pushGraphicsState(),
      setFillingColor(COLOURS.specimen),
      concatTransformationMatrix(cos, sin, -sin, cos, x, y),
      drawObject(page.node.newXObject('Mark', context.register(picture))),
      popGraphicsState(),
    );
  });
}
