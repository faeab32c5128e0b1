import type { Token } from 'markdown-it';
import type { ContentFolder } from '../content-folder';
import { figureIn } from '../reading/figures';
import { inlineTokens, lineOf, splitPages } from '../reading/pages';
import { readSource } from '../reading/source';

/** What a piece of text is; a table row is one piece. */
export type PieceKind = 'heading' | 'paragraph' | 'list-item' | 'row' | 'figure' | 'note';

/** A stretch of a reading's text that stands together. */
export interface Piece {
  readonly kind: PieceKind;
  /** 1-based line in the file. */
  readonly line: number;
  /** As people see it, but with footnote references as `[^label]`. */
  readonly text: string;
  /** In an invented case. */
  readonly invented: boolean;
}

/** The file of a reading or a guide as pieces of text. */
export interface ReadingText {
  readonly file: string;
  readonly pieces: readonly Piece[];
}

/** The readings or guides of a folder that loads without a problem. */
export function readingTexts(folder: ContentFolder, home: string): ReadingText[] {
  return folder.names(home).map((name) => {
    const file = `${home}/${name}`;
    const { lines, notes } = readSource(file, folder.text(file) ?? '', folder.problems);
    const body = splitPages(file, lines, folder.problems).flatMap(({ tokens }) => pieces(tokens));
    const footnotes = [...notes.values()].map(({ line, text }) => ({
      kind: 'note' as const,
      line,
      text: inlineTokens(text).map(plainText).join(''),
      invented: false,
    }));
    return { file, pieces: [...body, ...footnotes] };
  });
}

function pieces(tokens: readonly Token[]): Piece[] {
  const found: Piece[] = [];
  let row: { readonly line: number; readonly cells: string[] } | undefined;
  let lists = 0;
  let invented = false;
  for (const [index, token] of tokens.entries()) {
    if (/^(bullet|ordered)_list_/.test(token.type)) lists += token.nesting;
    if (token.type === 'blockquote_open') invented = isInvented(tokens[index + 2]);
    if (token.type === 'blockquote_close') invented = false;
    if (token.type === 'tr_open') row = { line: lineOf(token), cells: [] };
    if (token.type === 'tr_close' && row) {
      found.push({ kind: 'row', line: row.line, text: row.cells.join(' | '), invented });
      row = undefined;
    }
    if (token.type !== 'inline') continue;
    const figure = figureIn(tokens, index);
    if (row) row.cells.push(plainText(token));
    else if (figure) {
      const caption = `${figure.attrGet('title') ?? ''}${plainText(token)}`;
      found.push({ kind: 'figure', line: lineOf(token), text: figure.content, invented });
      found.push({ kind: 'figure', line: lineOf(token), text: caption, invented });
    } else {
      const heading = tokens[index - 1]?.type === 'heading_open';
      const kind = heading ? 'heading' : lists > 0 ? 'list-item' : 'paragraph';
      found.push({ kind, line: lineOf(token), text: plainText(token), invented });
    }
  }
  return found;
}

function isInvented(first: Token | undefined): boolean {
  return first?.content.startsWith('**Worked example (invented).**') ?? false;
}

/** Text without marks; a figure has none of its own. */
function plainText({ children }: Token): string {
  return (children ?? [])
    .map(({ type, content }) => (type === 'image' ? '' : type === 'softbreak' ? ' ' : content))
    .join('');
}
