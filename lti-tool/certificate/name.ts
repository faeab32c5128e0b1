import { latinName } from './latin-name';

/** Code points; enough for every name in full, and it fits the frame on two lines. */
const LONGEST_NAME = 100;

/** More are counted, not listed. */
const LISTED = 8;

export type NameCheck =
  | { readonly kind: 'accepted'; readonly name: string }
  /** `message` says what is wrong and what to do, in plain words. */
  | { readonly kind: 'refused'; readonly message: string };

/** Whether a name, as a person typed it, can stand on the certificate, and how. */
export async function checkName(text: string): Promise<NameCheck> {
  const name = normaliseName(text);
  if (!/\p{L}/u.test(name)) {
    return refused('Write your name as it should stand on the certificate.');
  }
  const length = Array.from(name).length;
  if (length > LONGEST_NAME) {
    return refused(
      `The certificate has room for ${LONGEST_NAME} characters and this name has ${length}. Please shorten it.`,
    );
  }
  const missing = await latinName.unprintable(name);
  if (missing.length > 0) {
    return refused(
      `The certificate cannot show these characters yet: ${listed(missing)}. Please write your name in Latin letters without them for now, or ask your facilitator.`,
    );
  }
  return { kind: 'accepted', name };
}

/**
 * One spelling for one name: NFC, single spaces, nothing invisible that reorders or hides text
 * (bidirectional controls, zero width space, soft hyphen). ZWJ and ZWNJ stay: several scripts
 * need them.
 */
export function normaliseName(text: string): string {
  return text
    .replace(/[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

function refused(message: string): NameCheck {
  return { kind: 'refused', message };
}

function listed(characters: readonly string[]): string {
  const named = characters.slice(0, LISTED).map(described).join(', ');
  const more = characters.length - LISTED;
  return more > 0 ? `${named} and ${more} more` : named;
}

/** For example `“ễ” (U+1EC5)`; characters that show nothing by themselves by number only. */
function described(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  if (/[\p{C}\p{Z}]/u.test(character)) return `U+${number}`;
  const shown = /\p{M}/u.test(character) ? `\u25CC${character}` : character;
  return `“${shown}” (U+${number})`;
}
