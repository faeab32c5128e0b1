import type { Font } from 'harfbuzzjs' with { 'resolution-mode': 'import' };

/**
 * The outline of a glyph, filled, as PDF operators (ISO 32000-2, 8.5.2 and 8.5.3), in units of the
 * font's scale; empty for a space.
 */
export function filledOutline(font: Font, id: number): string {
  let [penX, penY] = [0, 0];
  const operators = font.glyphToJson(id).map(({ type, values }) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = values;
    const [fromX, fromY] = [penX, penY];
    [penX = penX, penY = penY] = values.slice(-2);
    switch (type) {
      case 'M':
        return `${at(x1, y1)} m`;
      case 'L':
        return `${at(x1, y1)} l`;
      case 'Q': {
        const first = at(third(fromX, x1), third(fromY, y1));
        return `${first} ${at(third(x2, x1), third(y2, y1))} ${at(x2, y2)} c`;
      }
      case 'C':
        return `${at(x1, y1)} ${at(x2, y2)} ${at(x3, y3)} c`;
      default:
        return 'h';
    }
  });
  return operators.length === 0 ? '' : `${operators.join('\n')}\nf\n`;
}

/** Moves drawing operators. */
export function moved(operators: string, x: number, y: number): string {
  if (operators === '' || (x === 0 && y === 0)) return operators;
  return `q\n1 0 0 1 ${rounded(x)} ${rounded(y)} cm\n${operators}Q\n`;
}

/** A quadratic curve's control point as one of the two of a cubic curve. */
function third(end: number, control: number): number {
  return end + (2 / 3) * (control - end);
}

function at(x: number, y: number): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
