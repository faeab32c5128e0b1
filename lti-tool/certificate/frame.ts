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
import { type Accent, COLOURS } from './colours';
import { circleTrack, roundedTrack } from './track';

const [HEIGHT, WIDTH] = PageSizes.A4;

/** The ring at the head of the page, in points. */
const RING = { x: WIDTH / 2, y: 509, radius: 27 };

/** What is drawn the same on every certificate, written out and compressed once. */
export type Drawing = PDFContentStream;

/** A woven border between two rules. Its thousands of curves take far longer than a page. */
export function borderIn(accent: Accent): Drawing {
  return drawing([
    ...rule(24, 1.4, accent.strong),
    ...rule(46, 0.6, COLOURS.gold),
    ...braidOperators({
      track: roundedTrack(inset(35), 16),
      waves: 92,
      swing: 5,
      thickness: 0.75,
      gap: 0.9,
      strands: [accent.strong, accent.pale, COLOURS.gold],
    }),
  ]);
}

/** The motif: three strands that hold each other in a ring. */
export function ringIn(accent: Accent): Drawing {
  return drawing(
    braidOperators({
      track: circleTrack(RING, RING.radius),
      waves: 6,
      swing: 7,
      thickness: 2,
      gap: 1.1,
      strands: [accent.strong, accent.pale, COLOURS.gold],
    }),
  );
}

/** Puts a drawing onto an A4 page in landscape. */
export function draw(page: PDFPage, name: string, what: Drawing): void {
  page.pushOperators(drawObject(page.node.newXObject(name, page.doc.context.register(what))));
}

function drawing(operators: PDFOperator[]): Drawing {
  const dict = PDFContext.create().obj({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, WIDTH, HEIGHT],
  });
  return PDFContentStream.of(dict, operators);
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
