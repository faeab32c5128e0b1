/** Why a text cannot be set as written. */
export type NameProblem =
  /** A picture, not a letter. */
  | 'emoji'
  /** A code point without an agreed meaning: private use, unassigned, a lone surrogate. */
  | 'meaningless'
  /** A control or an invisible character that the fonts would drop silently. */
  | 'invisible'
  /** No font here has it. */
  | 'no-font'
  /** A mark that stands where its script allows none. */
  | 'misplaced'
  /** Longer than two lines of the smallest size. */
  | 'too-long';

const REASONS: Record<NameProblem, string> = {
  emoji: 'is a picture, not a letter',
  meaningless: 'has no agreed meaning, so that no font can show it',
  invisible: 'cannot be seen',
  'no-font': 'is in none of the fonts of the certificate',
  misplaced: 'is a mark that cannot stand at this place',
  'too-long': 'begins the part for which the certificate has no room',
};

/** A text that cannot be set as written; nothing of it has been drawn. */
export class NameError extends Error {
  override readonly name = 'NameError';

  /** The first code point that cannot be set. */
  readonly codePoint: number;
  readonly problem: NameProblem;

  constructor(codePoint: number, problem: NameProblem) {
    super(`${describeCodePoint(codePoint)} ${REASONS[problem]}`);
    this.codePoint = codePoint;
    this.problem = problem;
  }

  /** For people, in English: a predicate for the character. */
  get reason(): string {
    return REASONS[this.problem];
  }
}

/** For example `“ễ” (U+1EC5)`; characters that show nothing by themselves by number only. */
export function describeCodePoint(codePoint: number): string {
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const character = String.fromCodePoint(codePoint);
  if (/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(character)) return number;
  const shown = /\p{M}/u.test(character) ? `\u25CC${character}` : character;
  return `“${shown}” (${number})`;
}
