import type { Cell } from './name-layout';

/** One code of the text: what a reader copies for it, and what it draws. Thousandths of an em. */
export interface TextUnit {
  /** One code point. */
  readonly text: string;
  readonly advance: number;
  readonly outline: string;
}

const TAKES_NO_ROOM = /[\p{Mn}\p{Cf}]/u;

/**
 * The code points of a cell, from left to right, each a unit: readers take longer texts with a mark
 * in them for a mark alone, and reverse those that run from right to left. The leftmost unit draws
 * the cell. Letters share its room, for readers drop a mark that comes twice at one place.
 */
export function textUnits({ text, rightToLeft, advance, outline }: Cell): TextUnit[] {
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
