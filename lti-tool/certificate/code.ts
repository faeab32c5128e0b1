/** Crockford's base32 digits: no I, L, O (misread) and no U. https://www.crockford.com/base32.html */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 15 digits of 5 bits each. */
const RANDOM_DIGITS = 15;
const GROUP = 4;

/** Longer text is no mistyped code. */
const LONGEST_INPUT = 64;

/**
 * A new verification code: 75 random bits and Crockford's check character (the number modulo 37),
 * which catches every wrong character and every swap of two neighbours. Numbers whose check
 * character would be one of `*~$=U` are drawn again, so that a code is letters and digits only.
 *
 * @param randomBytes `node:crypto`'s.
 * @returns 16 characters without dashes.
 */
export function newCode(randomBytes: (size: number) => Uint8Array): string {
  for (;;) {
    const values = [...randomBytes(RANDOM_DIGITS)].map((byte) => byte % DIGITS.length);
    const check = DIGITS[checkValue(values)];
    if (check) return values.map((value) => DIGITS.charAt(value)).join('') + check;
  }
}

/** The code that a person typed: case, dashes and spaces are ignored, O is 0, I and L are 1. */
export function parseCode(text: string): string | undefined {
  if (text.length > LONGEST_INPUT) return undefined;
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const values = Array.from(code).map((character) => DIGITS.indexOf(character));
  if (values.length !== RANDOM_DIGITS + 1 || values.includes(-1)) return undefined;
  return values.pop() === checkValue(values) ? code : undefined;
}

/** For people: groups of four, joined by dashes. */
export function formatCode(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

function checkValue(values: readonly number[]): number {
  return values.reduce((remainder, value) => (remainder * DIGITS.length + value) % 37, 0);
}
