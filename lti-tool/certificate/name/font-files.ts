import path from 'node:path';
import { PROJECT_FOLDER } from '../../project-folder';

/** Where `npm run build` copies the fonts: `<family id>/<path inside its package>`. */
export const FONTS_FOLDER = path.join(PROJECT_FOLDER, 'dist', 'fonts');

/** A part of a font: a file with the code points that it is for. */
export interface FontSlice {
  /** As the stylesheet names it, relative to it. */
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** The slices that a stylesheet of `@font-face` rules lists, in its order. */
export function slicesOf(css: string): FontSlice[] {
  return Array.from(css.matchAll(/@font-face\s*\{([^}]*)\}/g), ([, rule = '']) => ({
    file: /url\(["']?([^"')]+)/.exec(rule)?.[1] ?? '',
    ranges: Array.from(
      rule.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi),
      ([, first = '', last = first]) => [parseInt(first, 16), parseInt(last, 16)] as const,
    ),
  }));
}

/** Whether a slice is for a code point. */
export function isFor(slice: FontSlice, codePoint: number): boolean {
  return slice.ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}
