import type { Token } from 'markdown-it';
import type { ProblemList } from '../problem';
import type { Figure } from '../programme';
import { lineOf, type PageSource } from './pages';

const FIGURE = 'figure:';
const SHORTEST_ALTERNATIVE = 40;
const REFERENCES = /^(\[\^[^\]]*\])*$/;

/** The file that an image points to, or undefined for other addresses. */
export function figureName(src: string): string | undefined {
  return src.startsWith(FIGURE) ? src.slice(FIGURE.length) : undefined;
}

/**
 * The image of a paragraph that is a figure: a top-level paragraph with one figure and, at most,
 * footnote references right behind it.
 */
export function figureIn(tokens: readonly Token[], index: number): Token | undefined {
  const inline = tokens[index];
  if (inline?.type !== 'inline' || inline.level !== 1) return undefined;
  if (tokens[index - 1]?.type !== 'paragraph_open') return undefined;
  const [image, ...others] = inline.children ?? [];
  if (image?.type !== 'image') return undefined;
  if (figureName(image.attrGet('src') ?? '') === undefined) return undefined;
  const onlyReferences = others.every(
    ({ type, content }) => type === 'footnote_ref' || (type === 'text' && REFERENCES.test(content)),
  );
  return onlyReferences ? image : undefined;
}

/** Every figure shown has its file, an alternative that says what it shows, and a caption. */
export function resolveFigures(
  file: string,
  pages: readonly PageSource[],
  figures: ReadonlyMap<string, Figure>,
  problems: ProblemList,
): void {
  const shown = new Set<string>();
  for (const { tokens } of pages) {
    for (const index of tokens.keys()) {
      const image = figureIn(tokens, index);
      if (!image) continue;
      const report = (message: string): void => {
        problems.add(file, `line ${lineOf(tokens[index])}`, message);
      };
      const name = figureName(image.attrGet('src') ?? '') ?? '';
      if (!figures.has(name)) report(`figures/${name} does not exist`);
      if (shown.has(name)) report(`figure ${name} is shown a second time`);
      shown.add(name);
      checkWords(image, report);
    }
  }
}

function checkWords(image: Token, report: (message: string) => void): void {
  const parts = image.children ?? [];
  if (parts.some(({ type }) => type !== 'text' && type !== 'softbreak')) {
    report('a text alternative is plain text, without marks');
  }
  const alternative = image.content.trim();
  if (alternative.length < SHORTEST_ALTERNATIVE) {
    report(
      `a text alternative says what the figure shows in ${SHORTEST_ALTERNATIVE} letters or more`,
    );
  }
  if (/^(an?\s+|the\s+)?(image|picture|figure|graphic|drawing|photo)\b/i.test(alternative)) {
    report('a text alternative begins with what is shown, not with "image of"');
  }
  const caption = image.attrGet('title')?.trim() ?? '';
  if (caption === '') report('a figure needs a caption: ![…](figure:name.svg "Caption")');
  if (caption.includes('[^')) report('write footnotes behind the figure, not in its caption');
}
