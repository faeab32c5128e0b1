import { fontFor } from '../../../lti-tool/certificate/name/fonts';
import { familiesFor, SCRIPTS } from '../../../lti-tool/certificate/name/font-table';

/** Scripts of thousands of signs, in slices: golden pictures have the rare ones. */
const SLICED = ['Hang', 'Hira', 'Kana', 'Bopo', 'Han'];

/** Letters of Unicode 13 to 17, newer than the fonts; an older Node does not know them either. */
const MISSING: Record<string, string[]> = {
  Cyrl: ['U+1C89', 'U+1C8A'],
  Arab: ['U+0897', 'U+088F'],
  Orya: ['U+0B55'],
  Telu: ['U+0C5C'],
  Knda: ['U+0CDC'],
};

const MODERN = { first: 0x41, last: 0x1fff };

function lettersOf(script: string): string[] {
  const letter = new RegExp(`(?=\\p{Script=${script}})[\\p{L}\\p{M}]`, 'u');
  const points = Array.from(
    { length: MODERN.last - MODERN.first + 1 },
    (_, index) => MODERN.first + index,
  );
  return points.map((point) => String.fromCodePoint(point)).filter((one) => letter.test(one));
}

test.each(SCRIPTS.filter((script) => !SLICED.includes(script)))(
  'the font for %s has all its letters and marks',
  async (script) => {
    const [family] = familiesFor(script, undefined, new Set([script]));
    if (!family) throw new Error('no family');
    const known = MISSING[script] ?? [];
    const missing: string[] = [];
    for (const letter of lettersOf(script)) {
      if (await fontFor(family, letter)) continue;
      missing.push(`U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
    }
    expect(missing.filter((one) => !known.includes(one))).toEqual([]);
  },
);
