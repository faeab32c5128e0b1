import type { Token } from 'markdown-it';
import type { ProblemList } from '../problem';
import { namesFact } from '../schemas/text';
import { figureIn } from './figures';
import { lineOf } from './pages';

const ALLOWED = new Set([
  'paragraph',
  'bullet_list',
  'ordered_list',
  'list_item',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'heading',
  'inline',
  'text',
  'softbreak',
  'strong',
  'em',
  'link',
]);

const NAMES: Readonly<Record<string, string>> = {
  html_block: 'raw HTML',
  html_inline: 'raw HTML',
  image: 'an image (other than a figure alone in its paragraph)',
  code_inline: 'code',
  code_block: 'code (a line that begins with four spaces)',
  fence: 'code',
  hr: 'a horizontal line',
  hardbreak: 'a forced line break',
  s: 'struck-out text',
};

/**
 * Checks the Markdown of one page or footnote against what the content format allows.
 * @param line where the text begins, for tokens that carry no line of their own.
 */
export function checkBlocks(
  file: string,
  tokens: readonly Token[],
  line: number,
  problems: ProblemList,
): void {
  let here = line;
  for (const [index, token] of tokens.entries()) {
    if (token.map) here = lineOf(token);
    const where = `line ${here}`;
    const type = token.type.replace(/_(open|close)$/, '');
    if (!ALLOWED.has(type) && token.nesting !== -1) {
      problems.add(file, where, `${NAMES[type] ?? type} is not allowed`);
    }
    if (token.type === 'heading_open') checkHeading(file, token, where, problems);
    if (token.type === 'inline') {
      if (namesFact(token.content)) {
        problems.add(file, where, 'fact ids belong at the end of footnotes only');
      }
      if (token.content.includes('^[')) {
        problems.add(file, where, 'footnotes have a label: write [^label], not ^[text]');
      }
      if (!figureIn(tokens, index)) checkBlocks(file, token.children ?? [], here, problems);
    }
  }
}

function checkHeading(file: string, token: Token, where: string, problems: ProblemList): void {
  if (token.level > 0) problems.add(file, where, 'a heading cannot stand inside a list or quote');
  else if (!token.markup.startsWith('#')) {
    problems.add(file, where, 'write headings with ##, not underlined');
  } else if (token.tag !== 'h3' && token.tag !== 'h2') {
    problems.add(file, where, `only headings ## and ### are allowed, not ${token.markup}`);
  }
}
