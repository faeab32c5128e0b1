import type { NameLine } from './name-layout';
import { moved } from './outline';

/**
 * A line as a picture, which cannot be copied: PDF operators that fill its outlines, with the left
 * end of its baseline as origin.
 *
 * @param size the layout's, in points.
 */
export function lineOutlines({ cells }: NameLine, size: number): string {
  const scale = size / 1000;
  let left = 0;
  const outlines = cells.map((cell) => {
    const outline = moved(cell.outline, left, 0);
    left += cell.advance;
    return outline;
  });
  return `q\n${scale} 0 0 ${scale} 0 0 cm\n${outlines.join('')}Q\n`;
}
