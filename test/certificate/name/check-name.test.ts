import fc from 'fast-check';
import { checkName } from '../../../lti-tool/certificate/name/check-name';
import names from '../../fixtures/certificate/names.json';

async function refusal(text: string): Promise<string> {
  const check = await checkName(text);
  if (check.kind !== 'refused') throw new Error(`${check.name} was accepted`);
  return check.message;
}

describe('a name for the certificate', () => {
  test.each(names)('may be in any script: $id', async ({ locale, spans }) => {
    const name = spans.map(({ text }) => text).join('');
    expect(await checkName(name, locale)).toEqual({
      kind: 'accepted',
      name: name.normalize('NFC'),
    });
  });

  test.each([
    ['Mary 🎉', '“🎉” (U+1F389) is a picture'],
    ['Mary ❤', '“❤” (U+2764) is a picture'],
    ['1\u20E3 Ann', '“\u25CC\u20E3” (U+20E3) is a picture'],
    ['🇹🇭 Ann', '“🇹” (U+1F1F9) is a picture'],
    ['Ann \uE000', 'U+E000 has no agreed meaning'],
    ['Ann \uD800', 'U+D800 has no agreed meaning'],
    ['Ann\u0000', 'U+0000 cannot be seen'],
    ['Ann\uFE0F', 'U+FE0F cannot be seen'],
    ['An\u034Fn', 'U+034F cannot be seen'],
    ['\u3164 Ann', 'U+3164 cannot be seen'],
    ['Ann \u{E0041}', 'U+E0041 cannot be seen'],
    ['ᠮᠣᠩᠭᠣᠯ', '“ᠮ” (U+182E) is in none of the fonts'],
    ['ᨀᨕ Ann', '“ᨀ” (U+1A00) is in none of the fonts'],
    ['Ann 𓀀', '“𓀀” (U+13000) is in none of the fonts'],
    ['Ann ุ', '“\u25CCุ” (U+0E38) is a mark that cannot stand'],
    ['Ann ា', '“\u25CCា” (U+17B6) is a mark that cannot stand'],
    ['ក្្ក', '“\u25CC្” (U+17D2) is a mark that cannot stand'],
    ['ខែេ', '“\u25CCេ” (U+17C1) is a mark that cannot stand'],
    ['王\u{E01EF}', 'U+E01EF is in none of the fonts'],
  ])('%j is refused: %s, and what to do', async (name, reason) => {
    const message = await refusal(name);
    expect(message).toContain(reason);
    expect(message).toContain('without this character, or ask your facilitator');
  });

  test.each(['', '   ', '\u200B\u202E', '- . -', '1234'])('%j is no name', async (text) => {
    expect(await refusal(text)).toContain('Write your name');
  });

  test('has room for 100 characters, and for no more', async () => {
    for (const letter of ['é', 'W', 'ម', '龑', 'ཧྥ', 'ﷺ']) {
      const name = letter.repeat(100 / Array.from(letter).length);
      expect(await checkName(name)).toEqual({ kind: 'accepted', name });
    }
    expect(await checkName('e\u0301'.repeat(100))).toEqual({
      kind: 'accepted',
      name: 'é'.repeat(100),
    });
    expect(await refusal('é'.repeat(101))).toContain('this name has 101');
  });

  test('is accepted as a whole or refused, never changed, whatever was typed', async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        ...names.flatMap(({ spans }) => spans.flatMap(({ text }) => Array.from(text))),
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 30 }), async (text) => {
        const check = await checkName(text);
        if (check.kind === 'refused') return;
        const visible = (one: string): string =>
          one.replace(/[\s\p{Bidi_Control}\u00AD\u200B\uFEFF]/gu, '');
        expect(visible(check.name)).toBe(visible(text).normalize('NFC'));
      }),
      { numRuns: 300 },
    );
  });
});
