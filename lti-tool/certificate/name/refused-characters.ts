import { NameError, type NameProblem } from './name-error';

const MEANINGLESS = /[\p{Co}\p{Cn}\p{Cs}]/u;
/** Signs like ©, ™ and the digits are emoji too, but read as text. */
const EMOJI =
  /(?![\u00A9\u00AE\u2122])[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u20E3/u;
/** Joiners are needed; variation selectors are shown or refused by the font. */
const INVISIBLE =
  /(?![\u200C\u200D\u{FE00}-\u{FE0E}\u{E0100}-\u{E01EF}])[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** A mark without a letter: scripts without a placeholder for it would set it on the space before. */
const BARE_MARK = /(?:^|\p{Z})(\p{M})/u;

/**
 * Finds what no font may decide about: characters that a font could show, or drop, without the
 * name being as it was written.
 *
 * @throws NameError for the first such code point.
 */
export function refuseCharacters(text: string): void {
  for (const character of text) {
    const problem = problemOf(character);
    if (problem) throw new NameError(character.codePointAt(0) ?? 0, problem);
  }
  const [, bare] = BARE_MARK.exec(text) ?? [];
  if (bare !== undefined) throw new NameError(bare.codePointAt(0) ?? 0, 'misplaced');
}

function problemOf(character: string): NameProblem | undefined {
  if (MEANINGLESS.test(character)) return 'meaningless';
  if (EMOJI.test(character)) return 'emoji';
  if (INVISIBLE.test(character)) return 'invisible';
  return undefined;
}
