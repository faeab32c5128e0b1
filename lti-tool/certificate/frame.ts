import type { PDFPage } from 'pdf-lib';
import { drawBraid } from './braid';
import { COLOURS } from './colours';
import { circleTrack, roundedTrack } from './track';

/** A woven border between two rules, and a woven ring at the head. Lengths are in points. */
export function drawFrame(page: PDFPage, ring: { x: number; y: number; radius: number }): void {
  rule(page, 24, 1.4, COLOURS.teal);
  rule(page, 46, 0.6, COLOURS.gold);
  drawBraid(page, {
    track: roundedTrack(inset(page, 35), 16),
    waves: 92,
    swing: 5,
    thickness: 0.75,
    gap: 0.9,
    strands: [COLOURS.teal, COLOURS.paleTeal, COLOURS.gold],
  });
  drawBraid(page, {
    track: circleTrack(ring, ring.radius),
    waves: 6,
    swing: 7,
    thickness: 2,
    gap: 1.1,
    strands: [COLOURS.teal, COLOURS.paleTeal, COLOURS.gold],
  });
}

function rule(page: PDFPage, margin: number, thickness: number, colour: typeof COLOURS.teal): void {
  const { left, bottom, right, top } = inset(page, margin);
  page.drawRectangle({
    x: left,
    y: bottom,
    width: right - left,
    height: top - bottom,
    borderWidth: thickness,
    borderColor: colour,
  });
}

function inset(
  page: PDFPage,
  margin: number,
): { left: number; bottom: number; right: number; top: number } {
  return {
    left: margin,
    bottom: margin,
    right: page.getWidth() - margin,
    top: page.getHeight() - margin,
  };
}
