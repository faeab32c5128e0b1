import { SCRIPTS } from './font-table';

/** A piece of text in one script, as UTF-16 offsets. */
export interface ScriptPiece {
  readonly start: number;
  readonly end: number;
  /** ISO 15924; `Zzzz` for a script without a font here. */
  readonly script: string;
  /** Signs, digits and spaces belong to no script: they follow their neighbours. */
  readonly isCommon: boolean;
}

const TESTS = SCRIPTS.map((script) => [script, new RegExp(`\\p{scx=${script}}`, 'u')] as const);
const COMMON = /[\p{Script=Common}\p{Script=Inherited}]/u;
const OPENING = /\p{Ps}|\p{Pi}/u;
const CLOSING = /\p{Pe}|\p{Pf}/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text where its script changes (UAX #24, with Script_Extensions), one piece for each
 * grapheme cluster. What is common to scripts takes the script before it, at the start the one
 * after it; a closing bracket takes that of its opening one (UAX #24 section 5.1).
 */
export function scriptPieces(text: string): ScriptPiece[] {
  const pieces = Array.from(graphemes.segment(text), ({ segment, index }) => {
    const scripts = scriptsOf(segment);
    return { segment, start: index, end: index + segment.length, scripts };
  });
  let current = pieces.find(({ scripts }) => scripts.length > 0)?.scripts[0] ?? 'Latn';
  const opened: string[] = [];
  return pieces.map(({ segment, start, end, scripts }) => {
    const isCommon = scripts.length === 0;
    if (!isCommon && !scripts.includes(current)) current = scripts[0] ?? current;
    let script = current;
    if (OPENING.test(segment)) opened.push(current);
    else if (CLOSING.test(segment)) script = opened.pop() ?? current;
    return { start, end, script, isCommon };
  });
}

function scriptsOf(grapheme: string): readonly string[] {
  const base = String.fromCodePoint(grapheme.codePointAt(0) ?? 0);
  const known = TESTS.filter(([, test]) => test.test(base)).map(([script]) => script);
  return known.length === 0 && !COMMON.test(base) ? ['Zzzz'] : known;
}
