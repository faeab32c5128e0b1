import type { Cell } from './name-layout';

/** One code of the text: what a reader copies for it, and what it draws. Thousandths of an em. */
export interface TextUnit {
  /** One code point. */
  readonly text: string;
  readonly advance: number;
  readonly outline: string;
}

const TAKES_NO_ROOM = /[\p{Mn}\p{Cf}]/u;

/** Shows nothing, and runs from right to left (UAX #9). */
const RIGHT_TO_LEFT_MARK = { text: '\u200F', advance: 0, outline: '' };

/**
 * The units of a line, from left to right. Where right-to-left text ends with a mark, that would be
 * the leftmost unit, and on a page of left-to-right text readers would copy it before the rest.
 */
export function textUnits(line: readonly Cell[]): TextUnit[] {
  const units = line.flatMap(unitsOf);
  const endsWithMark = line[0]?.rightToLeft && TAKES_NO_ROOM.test(units[0]?.text ?? '');
  return endsWithMark ? [RIGHT_TO_LEFT_MARK, ...units] : units;
}

/**
 * The code points of a cell, from left to right, each a unit: readers take longer texts with a mark
 * in them for a mark alone, and reverse those that run from right to left. The leftmost unit draws
 * the cell. Letters share its room, for readers drop a mark that comes twice at one place.
 */
function unitsOf({ text, rightToLeft, advance, outline }: Cell): TextUnit[] {
  const characters = rightToLeft ? Array.from(text).reverse() : Array.from(text);
  const letters = characters.filter((one) => !TAKES_NO_ROOM.test(one));
  const share = Math.floor(advance / Math.max(1, letters.length));
  let left = advance;
  const units = characters.map((one, index) => {
    const own = TAKES_NO_ROOM.test(one) ? 0 : share;
    left -= own;
    return { text: one, advance: own, outline: index === 0 ? outline : '' };
  });
  return units.map((unit, index) =>
    index === units.length - 1 ? { ...unit, advance: unit.advance + left } : unit,
  );
}
