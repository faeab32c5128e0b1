import {
  type Color,
  drawObject,
  PageSizes,
  PDFContentStream,
  PDFContext,
  type PDFOperator,
  type PDFPage,
  rectangle,
  setLineWidth,
  setStrokingColor,
  stroke,
} from 'pdf-lib';
import { braidOperators } from './braid';
import { COLOURS } from './colours';
import { circleTrack, roundedTrack } from './track';

const [HEIGHT, WIDTH] = PageSizes.A4;

/** The ring at the head of the page, in points. */
const RING = { x: WIDTH / 2, y: 504, radius: 27 };

/**
 * A woven border between two rules, and a woven ring. Written out and compressed once for all
 * certificates: its thousands of curves take far longer than the rest of the page.
 */
const FRAME = PDFContentStream.of(
  PDFContext.create().obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, WIDTH, HEIGHT] }),
  [
    ...rule(24, 1.4, COLOURS.teal),
    ...rule(46, 0.6, COLOURS.gold),
    ...braidOperators({
      track: roundedTrack(inset(35), 16),
      waves: 92,
      swing: 5,
      thickness: 0.75,
      gap: 0.9,
      strands: [COLOURS.teal, COLOURS.paleTeal, COLOURS.gold],
    }),
    ...braidOperators({
      track: circleTrack(RING, RING.radius),
      waves: 6,
      swing: 7,
      thickness: 2,
      gap: 1.1,
      strands: [COLOURS.teal, COLOURS.paleTeal, COLOURS.gold],
    }),
  ],
);

/** Draws the frame onto an A4 page in landscape. */
export function drawFrame(page: PDFPage): void {
  const frame = page.doc.context.register(FRAME);
  page.pushOperators(drawObject(page.node.newXObject('Frame', frame)));
}

function rule(margin: number, thickness: number, colour: Color): PDFOperator[] {
  const { left, bottom, right, top } = inset(margin);
  return [
    setStrokingColor(colour),
    setLineWidth(thickness),
    rectangle(left, bottom, right - left, top - bottom),
    stroke(),
  ];
}

function inset(margin: number): { left: number; bottom: number; right: number; top: number } {
  return { left: margin, bottom: margin, right: WIDTH - margin, top: HEIGHT - margin };
}
