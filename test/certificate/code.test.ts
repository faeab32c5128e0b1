import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { formatCode, newCode, parseCode } from '../../lti-tool/certificate/code';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes made from arbitrary random bytes; when those give no printable check, real ones follow. */
const code = fc.uint8Array({ minLength: 15, maxLength: 15 }).map((first) => {
  let next: Uint8Array | undefined = first;
  return newCode((size) => {
    const bytes = next ?? randomBytes(size);
    next = undefined;
    return bytes;
  });
});

describe('a verification code', () => {
  test('is 16 letters and digits that cannot be misread', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      }),
    );
  });

  test('uses all its 75 random bits', () => {
    const asked: number[] = [];
    const made = newCode((size) => {
      asked.push(size);
      return Uint8Array.from({ length: size }, (_, index) => index);
    });
    expect(asked).toEqual([15]);
    expect(made.slice(0, 15)).toBe(DIGITS.slice(0, 15));
  });

  test('is drawn again when its check character would be a sign', () => {
    // 32 modulo 37 is `*` in Crockford's table; 1 is `1`.
    const draws = [
      [0, 1, 0],
      [0, 0, 1],
    ].map((end) => Uint8Array.from([...Array<number>(12).fill(0), ...end]));
    expect(newCode(() => draws.shift() ?? new Uint8Array())).toBe('0000000000000011');
    expect(draws).toEqual([]);
  });

  test('is read back however it was typed', () => {
    fc.assert(
      fc.property(
        code,
        fc.array(fc.constantFrom('', ' ', '-', '–', '\u00A0', '\u200B', '\u2212'), {
          minLength: 17,
          maxLength: 17,
        }),
        fc.boolean(),
        (made, noise, lower) => {
          const spaced = made
            .split('')
            .map((one, index) => (noise[index] ?? '') + one)
            .join('');
          const typed = spaced + (noise[16] ?? '');
          const misread = typed.replace(/0/g, 'O').replace(/1/g, lower ? 'I' : 'L');
          expect(parseCode(lower ? misread.toLowerCase() : misread)).toBe(made);
          expect(parseCode(formatCode(made))).toBe(made);
        },
      ),
    );
  });

  test('is refused with any one character wrong', () => {
    const place = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(code, place, fc.constantFrom(...Array.from(DIGITS)), (made, index, wrong) => {
        fc.pre(made[index] !== wrong);
        const mistyped = made.slice(0, index) + wrong + made.slice(index + 1);
        expect(parseCode(mistyped)).toBeUndefined();
      }),
    );
  });

  test('is refused with any two different neighbours swapped', () => {
    const place = fc.integer({ min: 0, max: 14 });
    fc.assert(
      fc.property(code, place, (made, index) => {
        const [left, right] = [made.charAt(index), made.charAt(index + 1)];
        fc.pre(left !== right);
        const swapped = made.slice(0, index) + right + left + made.slice(index + 2);
        expect(parseCode(swapped)).toBeUndefined();
      }),
    );
  });

  test('is never found in text of another length or alphabet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseCode(text);
        expect(parsed === undefined || /^[0-9A-HJKMNP-TV-Z]{16}$/.test(parsed)).toBe(true);
      }),
    );
    expect(parseCode('')).toBeUndefined();
    expect(parseCode('000000000000001')).toBeUndefined();
    expect(parseCode('00000000000000110')).toBeUndefined();
    expect(parseCode('000000000000001U')).toBeUndefined();
    expect(parseCode(`0000000000000011${' '.repeat(1000)}`)).toBeUndefined();
  });

  test('is shown in groups of four', () => {
    expect(formatCode('7K4MQ9XT2B8DW3EA')).toBe('7K4M-Q9XT-2B8D-W3EA');
  });
});
