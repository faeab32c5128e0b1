import fc from 'fast-check';
import { checkName, normaliseName } from '../../lti-tool/certificate/name';

async function refusal(text: string): Promise<string> {
  const check = await checkName(text);
  if (check.kind !== 'refused') throw new Error(`${check.name} was accepted`);
  return check.message;
}

describe('a name for the certificate', () => {
  test.each([
    ['Müşteba', 'ş', 'U+015F'],
    ['Nguyễn', 'ễ', 'U+1EC5'],
    ['李明', '明', 'U+660E'],
    ['Бат-Эрдэнэ', 'э', 'U+044D'],
    ['Mary 🎉', '🎉', 'U+1F389'],
  ])('%s is refused, naming %s (%s) and what to do', async (name, character, number) => {
    const message = await refusal(name);
    expect(message).toContain(`“${character}” (${number})`);
    expect(message).toContain('Latin letters');
    expect(message).toContain('facilitator');
  });

  test('names each character once, and only the first few of many', async () => {
    expect(await refusal('Trần Trần')).toMatch(/yet: “ầ” \(U\+1EA7\)\./);
    expect(await refusal('श्रीकृष्ण विद्यार्थी द्विवेदी')).toMatch(/ and \d+ more\. /);
  });

  test('shows a mark on a placeholder, and invisible characters by number only', async () => {
    expect(await refusal('กุ้ง')).toContain('“\u25CCุ” (U+0E38)');
    expect(await refusal('A\u200CB')).toContain('yet: U+200C. ');
    expect(await refusal('A\u0000B')).toContain('yet: U+0000. ');
  });

  test.each(['', '   ', '\u200B\u202E', '- . -', '1234'])('%j is no name', async (text) => {
    expect(await refusal(text)).toContain('Write your name');
  });

  test('has room for 100 characters', async () => {
    expect(await checkName('é'.repeat(100))).toEqual({ kind: 'accepted', name: 'é'.repeat(100) });
    expect(await checkName('e\u0301'.repeat(100))).toEqual({
      kind: 'accepted',
      name: 'é'.repeat(100),
    });
    expect(await refusal('é'.repeat(101))).toContain('this name has 101');
  });

  test('gets one spelling: composed, single spaces, no reordering', async () => {
    const check = await checkName('  Gu\u0308l \u202E Nun\u0303ez\u200B\t\n d’Souza ');
    expect(check).toEqual({ kind: 'accepted', name: 'Gül Nuñez d’Souza' });
  });

  test('keeps the joiners that scripts need', () => {
    expect(normaliseName('گل\u200Cمحمدی ශ්\u200Dරී')).toBe('گل\u200Cمحمدی ශ්\u200Dරී');
  });

  test('is settled after one pass, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseName(text);
        expect(normaliseName(once)).toBe(once);
        expect(once).not.toMatch(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
        expect(once).not.toMatch(/^\s|\s$|\s\s/);
        expect(once).toBe(once.normalize('NFC'));
      }),
    );
  });
});
