import {
  appendBezierCurve,
  type Color,
  moveTo,
  type PDFOperator,
  setLineWidth,
  setStrokingColor,
  stroke,
} from 'pdf-lib';
import { COLOURS } from './colours';
import type { Track } from './track';

/** The motif: three strands that hold each other, woven around a track. Lengths are in points. */
export interface Braid {
  readonly track: Track;
  /** Whole waves of each strand on the way round. */
  readonly waves: number;
  /** How far a strand swings to either side. */
  readonly swing: number;
  readonly thickness: number;
  /** Free room to either side of the strand that passes above. */
  readonly gap: number;
  readonly strands: readonly [Color, Color, Color];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Half the stretch, in radians of the wave, on which a strand visibly passes above another. */
const CROSSING = 0.3;

/** Crossings at which a strand passes above, in radians of its own wave. */
const ABOVE = [Math.PI / 6, (7 * Math.PI) / 6];

/**
 * The strands whole, and at each crossing the upper one once more on a broader stroke of the
 * paper's colour. Strands are a third of a wave apart: each passes above, below, above … in turn.
 */
export function braidOperators(braid: Braid): PDFOperator[] {
  const { waves, thickness, gap, strands } = braid;
  const curves = strands.map((_, strand) => strandCurve(braid, (2 * Math.PI * strand) / 3));
  const whole = strands.flatMap((colour, strand) => [
    setStrokingColor(colour),
    setLineWidth(thickness),
    ...path(curves[strand], 0, 2 * Math.PI * waves, 6 * waves),
    stroke(),
  ]);
  const crossings = strands.flatMap((colour, strand) =>
    Array.from({ length: waves }, (_, wave) => wave).flatMap((wave) =>
      ABOVE.flatMap((above) => {
        const at = 2 * Math.PI * wave + above - (2 * Math.PI * strand) / 3;
        return [
          setStrokingColor(COLOURS.paper),
          setLineWidth(thickness + 2 * gap),
          ...path(curves[strand], at - CROSSING, at + CROSSING, 2),
          stroke(),
          setStrokingColor(colour),
          setLineWidth(thickness),
          ...path(curves[strand], at - 1.5 * CROSSING, at + 1.5 * CROSSING, 2),
          stroke(),
        ];
      }),
    ),
  );
  return [...whole, ...crossings];
}

type Curve = (phase: number) => Point;

/** Where a strand is at a phase (radians of the wave, 0 at the track's start). */
function strandCurve({ track, waves, swing }: Braid, shift: number): Curve {
  return (phase) => {
    const round = 2 * Math.PI * waves;
    const along = ((((phase % round) + round) % round) / round) * track.length;
    const { x, y, across } = track.at(along);
    const offset = swing * Math.sin(phase + shift);
    return { x: x + across.x * offset, y: y + across.y * offset };
  };
}

/** The curve between two phases as Bézier pieces with its own tangents at their ends. */
function path(curve: Curve | undefined, from: number, to: number, pieces: number): PDFOperator[] {
  if (!curve) return [];
  const step = (to - from) / pieces;
  const start = curve(from);
  const operators = [moveTo(rounded(start.x), rounded(start.y))];
  for (let index = 0; index < pieces; index += 1) {
    const [a, b] = [from + index * step, from + (index + 1) * step];
    const [p, q, before, after] = [curve(a), curve(b), tangent(curve, a), tangent(curve, b)];
    operators.push(
      appendBezierCurve(
        rounded(p.x + (before.x * step) / 3),
        rounded(p.y + (before.y * step) / 3),
        rounded(q.x - (after.x * step) / 3),
        rounded(q.y - (after.y * step) / 3),
        rounded(q.x),
        rounded(q.y),
      ),
    );
  }
  return operators;
}

function tangent(curve: Curve, phase: number): Point {
  const small = 1e-4;
  const [a, b] = [curve(phase - small), curve(phase + small)];
  return { x: (b.x - a.x) / (2 * small), y: (b.y - a.y) / (2 * small) };
}

/** A hundredth of a point is finer than any printer, and keeps the file small. */
function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
