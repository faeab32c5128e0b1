import type { ProblemList } from '../problem';
import type { Piece, ReadingText } from './reading-text';
import { isCited, sentencesOf, withoutReferences } from './sentences';

/** What points to a place of the training itself is no statement about the world. */
const OWN_PLACES =
  /\b(modules?|readings?|questions?|steps?|live days?|days?) \d+(\.\d+)?((, | and | to | or )\d+)*/gi;

/** What numbers the rows of a table. */
const ROW_NUMBER = /^\d{1,2} \| /;

/** In a guide, hours and numbers of people are the training's own plan. */
const NAMED_TEXTS = /\b(articles?|arts?\.|rule|resolution|decision) \d|\b[A-Z]+\/[A-Z0-9]+\//;

/** In an invented case, the treaties and documents stay real. */
const REAL_THINGS = /\b(articles?|arts?\.|rule|resolution|decision|[A-Z]+\/[A-Z0-9]+\/)/;

/**
 * Every statement with a number, a date, an article or a document symbol has a source in its
 * paragraph. A row or a list item is also covered by the source of the sentence that leads to its
 * table or list, or of the table's heading; an invented case by any source in it.
 */
export function checkStatementsCited(reading: ReadingText, problems: ProblemList): void {
  checkCited(reading, needsSource, problems);
}

/** The same of a guide, for what it says about treaties, resolutions and other documents. */
export function checkGuideCited(guide: ReadingText, problems: ProblemList): void {
  checkCited(guide, (sentence) => NAMED_TEXTS.test(sentence), problems);
}

function checkCited(
  { file, pieces }: ReadingText,
  isStatement: (sentence: string, piece: Piece) => boolean,
  problems: ProblemList,
): void {
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'heading' || piece.kind === 'note') continue;
    if (isCovered(pieces, index)) continue;
    const [statement] = sentencesOf(piece.text).filter((text) => isStatement(text, piece));
    if (statement !== undefined) {
      problems.add(file, `line ${piece.line}`, `no source for: ${withoutReferences(statement)}`);
    }
  }
}

function needsSource(sentence: string, { kind, invented }: Piece): boolean {
  const shown = withoutReferences(sentence).replace(OWN_PLACES, '');
  const statement = kind === 'row' ? shown.replace(ROW_NUMBER, '') : shown;
  if (statement.endsWith('?') || !/\d/.test(statement)) return false;
  return !invented || REAL_THINGS.test(statement);
}

function isCovered(pieces: readonly Piece[], index: number): boolean {
  const piece = pieces[index];
  if (!piece) return false;
  if (piece.invented) return around(pieces, index, ({ invented }) => invented).some(cited);
  if (piece.kind === 'figure') {
    return around(pieces, index, ({ kind }) => kind === 'figure').some(cited);
  }
  if (piece.kind === 'paragraph' || cited(piece)) return cited(piece);
  const block = around(pieces, index, ({ kind }) => kind === piece.kind);
  const lead = pieces[pieces.indexOf(block[0] ?? piece) - 1];
  const heading = piece.kind === 'row' ? block[0] : undefined;
  return [lead, heading].some((text) => text !== undefined && cited(text));
}

const cited = ({ text }: Piece): boolean => isCited(text);

/** The unbroken run of pieces of one sort around a piece. */
function around(
  pieces: readonly Piece[],
  index: number,
  isOfSort: (piece: Piece) => boolean,
): readonly Piece[] {
  const before = pieces.slice(0, index).findLastIndex((piece) => !isOfSort(piece));
  const after = pieces.findIndex((piece, at) => at > index && !isOfSort(piece));
  return pieces.slice(before + 1, after === -1 ? pieces.length : after);
}
