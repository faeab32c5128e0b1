import type { ProblemList } from '../problem';
import type { PageSource } from './pages';

/** Limits of the content format (curriculum section 0, rule 5). */
const READING_WORDS = { least: 1000, most: 1500 };
const PAGE_WORDS = { least: 150, most: 400 };
const PAGES = { least: 4, most: 6 };
const WORDS_A_MINUTE = 125;

/** The last page of every reading, with its two reflection prompts. */
const LAST_PAGE = 'In your country';
const PROMPTS = 2;

/** Checks number, length and order of the pages. @returns the words of the reading. */
export function checkLengths(
  file: string,
  pages: readonly PageSource[],
  problems: ProblemList,
): number {
  if (pages.length < PAGES.least || pages.length > PAGES.most) {
    problems.add(file, '', `has ${pages.length} pages, not ${range(PAGES)}`);
  }
  const counts = pages.map((page) => {
    const words = countWords(page);
    if (words < PAGE_WORDS.least || words > PAGE_WORDS.most) {
      const found = `page "${page.title}" has ${words} words, not ${range(PAGE_WORDS)}`;
      problems.add(file, `line ${page.line}`, found);
    }
    return words;
  });
  const total = counts.reduce((sum, words) => sum + words, 0);
  if (total < READING_WORDS.least || total > READING_WORDS.most) {
    problems.add(file, '', `has ${total} words, not ${range(READING_WORDS)}`);
  }
  return total;
}

/** The last page, and no other, is "In your country" and asks two numbered questions. */
export function checkLastPage(
  file: string,
  pages: readonly PageSource[],
  problems: ProblemList,
): void {
  for (const [index, page] of pages.entries()) {
    const where = `line ${page.line}`;
    const last = index === pages.length - 1;
    if (last !== (page.title === LAST_PAGE)) {
      problems.add(file, where, `the last page, and only the last, is called "${LAST_PAGE}"`);
    }
    if (!last) continue;
    const prompts = page.tokens.filter(
      ({ type, level, markup }) => type === 'list_item_open' && level === 1 && markup === '.',
    );
    if (prompts.length !== PROMPTS) {
      problems.add(file, where, `"${LAST_PAGE}" needs a numbered list of ${PROMPTS} questions`);
    }
  }
}

/** Reading time of English as a second language, in whole minutes, rounded up. */
export function minutesFor(words: number): number {
  return Math.ceil(words / WORDS_A_MINUTE);
}

/** Words that people see: headings and text, without footnote marks. */
function countWords(page: PageSource): number {
  const text = page.tokens
    .filter(({ type }) => type === 'inline')
    .map(({ children }) =>
      (children ?? [])
        .map(({ type, content }) => textOf(type, content))
        .join('')
        .replace(/\[\^[^\]]*\]/g, ''),
    )
    .join(' ');
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The alternative of a figure is not read by people who see it. */
function textOf(type: string, content: string): string {
  if (type === 'image') return '';
  return type === 'softbreak' ? ' ' : content;
}

function range({ least, most }: { readonly least: number; readonly most: number }): string {
  const format = (value: number): string => value.toLocaleString('en');
  return `${format(least)} to ${format(most)}`;
}
