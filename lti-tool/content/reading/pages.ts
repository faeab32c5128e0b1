import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import type { ProblemList } from '../problem';

/** One `##` section before rendering. */
export interface PageSource {
  readonly title: string;
  /** 1-based line of its heading. */
  readonly line: number;
  /** What follows the heading. */
  readonly markdown: string;
  /** Heading included. */
  readonly tokens: readonly Token[];
}

/** Sees everything that Markdown could hold, so that what is not allowed can be named. */
const inspector = new MarkdownIt({ html: true });
inspector.validateLink = () => true;

/** Splits a reading at its `##` headings. Lines keep their numbers: line 1 is `lines[0]`. */
export function splitPages(
  file: string,
  lines: readonly string[],
  problems: ProblemList,
): PageSource[] {
  const env: { references?: object } = {};
  const tokens = inspector.parse(lines.join('\n'), env);
  placeCells(tokens);
  if (env.references && Object.keys(env.references).length > 0) {
    problems.add(file, '', 'has link definitions like "[name]: address": write links inline');
  }
  const starts = tokens.flatMap((token, index) =>
    token.type === 'heading_open' && token.tag === 'h2' && token.level === 0 ? [index] : [],
  );
  const first = starts[0];
  if (first === undefined) {
    problems.add(file, '', 'has no page: begin one with a heading of level 2 (##)');
    return [];
  }
  if (first > 0) problems.add(file, whereOf(tokens[0]), 'text before the first ## is not allowed');
  return starts.map((start, number) => {
    const end = starts[number + 1] ?? tokens.length;
    const line = lineOf(tokens[start]);
    const lastLine = end < tokens.length ? lineOf(tokens[end]) - 1 : lines.length;
    return {
      title: plainTitle(file, tokens[start + 1], line, problems),
      line,
      markdown: lines.slice(line, lastLine).join('\n'),
      tokens: tokens.slice(start, end),
    };
  });
}

/** The text in a cell of a table carries no line of its own: it has the line of its row. */
function placeCells(tokens: readonly Token[]): void {
  let row: Token['map'] = null;
  for (const token of tokens) {
    if (token.type === 'tr_open') row = token.map;
    if (token.type === 'inline') token.map ??= row;
  }
}

/** The tokens of one line of running text. */
export function inlineTokens(markdown: string): readonly Token[] {
  return inspector.parseInline(markdown, {});
}

/** 1-based line of a block token. */
export function lineOf(token: Token | undefined): number {
  return (token?.map?.[0] ?? 0) + 1;
}

function whereOf(token: Token | undefined): string {
  return `line ${lineOf(token)}`;
}

function plainTitle(
  file: string,
  inline: Token | undefined,
  line: number,
  problems: ProblemList,
): string {
  const parts = inline?.children ?? [];
  if (parts.length === 0) problems.add(file, `line ${line}`, 'this heading is empty');
  if (parts.some(({ type }) => type !== 'text') || inline?.content.includes('[^')) {
    problems.add(file, `line ${line}`, 'a page heading is plain text, without marks or footnotes');
  }
  return parts.map(({ content }) => content).join('');
}
