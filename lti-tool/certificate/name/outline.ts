import type { LoadedFont } from './fonts';

/**
 * The outline of a glyph as PDF path operators (ISO 32000-2, 8.5.2), in thousandths of an em.
 * Closed subpaths without a painting operator; empty for a space.
 */
export function glyphOutline(font: LoadedFont['font'], id: number, x: number, y: number): string {
  let [penX, penY] = [0, 0];
  const operators = font.glyphToJson(id).map(({ type, values }) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = values;
    const from = [penX, penY] as const;
    [penX = penX, penY = penY] = values.slice(-2);
    switch (type) {
      case 'M':
        return `${at(x1, y1)} m`;
      case 'L':
        return `${at(x1, y1)} l`;
      case 'Q': {
        const first = at(third(from[0], x1), third(from[1], y1));
        return `${first} ${at(third(x2, x1), third(y2, y1))} ${at(x2, y2)} c`;
      }
      case 'C':
        return `${at(x1, y1)} ${at(x2, y2)} ${at(x3, y3)} c`;
      default:
        return 'h';
    }
  });
  return operators.join('\n');

  function at(left: number, up: number): string {
    return `${rounded(left + x)} ${rounded(up + y)}`;
  }
}

/** A quadratic curve's control point as one of the two of a cubic curve. */
function third(end: number, control: number): number {
  return end + (2 / 3) * (control - end);
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
