import type { ShapedCell } from './shape';

/** Where one line ends and the next begins: UTF-16 offsets; a space at the break belongs to neither. */
export type LineBreak = readonly [end: number, nextStart: number];

/** After a hyphen, a Hebrew maqaf, a slash or a middle dot too; Tibetan breaks after its tsheg. */
const BREAK_AFTER = /[-\u2010\u05BE/\u00B7\u30FB\u0F0B]$/;

/**
 * The two breaks worth trying: the one between words that makes both lines most alike, and, for
 * names without a word boundary where it is needed, the one between any two cells.
 *
 * @param cells the whole text on one line; kerning across a break is neglected.
 */
export function lineBreaks(text: string, cells: readonly ShapedCell[]): LineBreak[] {
  const logical = [...cells].sort((a, b) => a.start - b.start);
  const total = logical.reduce((sum, { advance }) => sum + advance, 0);
  const best: { [kind in 'word' | 'cell']?: { at: LineBreak; longer: number } } = {};
  let before = 0;
  for (const { start, text: said, advance } of logical) {
    if (start > 0) {
      const after = said === ' ' ? total - before - advance : total - before;
      const longer = Math.max(before, after);
      const at: LineBreak = said === ' ' ? [start, start + 1] : [start, start];
      const kind = said === ' ' || BREAK_AFTER.test(text.slice(0, start)) ? 'word' : 'cell';
      if (longer < (best[kind]?.longer ?? Infinity)) best[kind] = { at, longer };
    }
    before += advance;
  }
  const { word, cell } = best;
  return [word, cell].flatMap((one) => (one ? [one.at] : []));
}
