import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { isWide } from '../figure/check-svg';
import type { Figure } from '../programme';
import { figureIn, figureName } from './figures';
import { glossaryId } from './links';
import type { Note } from './source';
import { sanitise } from './sanitise';

/**
 * Markdown → safe HTML of one page. The page's title is an h2 of the template, so the page itself
 * begins with h3. Footnotes are numbered from 1 on every page and stand at its end.
 */
export function renderPage(
  source: string,
  notes: readonly Note[],
  figures: ReadonlyMap<string, Figure> = new Map(),
): string {
  return render(source, notes, { figures, sourcesHeading: 'h3' });
}

/**
 * Markdown → safe HTML of a whole guide. Its title is the h1 of the template; its `##` sections are
 * h2 with the ids `section-1`, `section-2` …
 */
export function renderGuide(source: string, notes: readonly Note[]): string {
  return render(source, notes, { figures: new Map(), sourcesHeading: 'h2' });
}

interface Environment {
  readonly figures: ReadonlyMap<string, Figure>;
  /** One level below what the footnotes belong to. */
  readonly sourcesHeading: 'h2' | 'h3';
}

function render(source: string, notes: readonly Note[], env: Environment): string {
  const definitions = notes.map(({ label, text }) => `[^${label}]: ${text}`);
  return sanitise(markdown.render([source, '', ...definitions].join('\n'), env));
}

const markdown = new MarkdownIt({ html: false }).use(footnotes);

const validWebLink = markdown.validateLink.bind(markdown);
markdown.validateLink = (href) =>
  glossaryId(href) !== undefined ||
  figureName(href) !== undefined ||
  (href.startsWith('https:') && validWebLink(href));

markdown.core.ruler.push('links', ({ tokens }) => {
  for (const { children } of tokens) if (children) markLinks(children);
});

markdown.core.ruler.push('sections', ({ tokens }) => {
  const sections = tokens.filter(({ type, tag }) => type === 'heading_open' && tag === 'h2');
  for (const [index, section] of sections.entries()) section.attrSet('id', `section-${index + 1}`);
});

markdown.core.ruler.push('worked-examples', ({ tokens }) => {
  for (const [index, token] of tokens.entries()) {
    const first = tokens[index + 2]?.content ?? '';
    if (token.type === 'blockquote_open' && first.startsWith('**Worked example (invented).**')) {
      token.attrSet('class', 'example');
    }
  }
});

markdown.core.ruler.push('figures', ({ tokens, env }) => {
  const { figures } = env as Environment;
  for (const index of tokens.keys()) {
    const image = figureIn(tokens, index);
    const figure = image && figures.get(figureName(image.attrGet('src') ?? '') ?? '');
    if (!figure) continue;
    image.meta = figure;
    for (const paragraph of [tokens[index - 1], tokens[index + 1]]) {
      if (paragraph) paragraph.tag = 'figure';
    }
    if (isWide(figure)) tokens[index - 1]?.attrSet('class', 'wide');
  }
});

/** Terms lead to their definition on the page, web links to a new window that says so. */
function markLinks(tokens: readonly Token[]): void {
  let leavesPage = false;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const href = token.attrGet('href') ?? '';
      const term = glossaryId(href);
      leavesPage = term === undefined;
      token.attrs = leavesPage
        ? [
            ['href', href],
            ['target', '_blank'],
            ['rel', 'noopener noreferrer'],
          ]
        : [
            ['class', 'term'],
            ['href', `#term-${term}`],
          ];
    }
    if (token.type === 'link_close') token.meta = { leavesPage };
  }
}

const rules = markdown.renderer.rules;

rules['link_close'] = (tokens, index) => {
  const { leavesPage } = tokens[index]?.meta as { leavesPage: boolean };
  const hint = '<span class="visually-hidden"> (opens in a new window)</span>';
  return leavesPage ? `${hint}</a>` : '</a>';
};

/** Wide tables scroll by themselves; the keyboard reaches them, a screen reader names them. */
rules['table_open'] = (tokens, index) => {
  const end = tokens.findIndex(({ type }, at) => at > index && type === 'thead_close');
  const columns = tokens
    .slice(index, end)
    .filter(({ type }) => type === 'inline')
    .map(({ children }) => (children ?? []).map(({ content }) => content).join(''));
  const label = markdown.utils.escapeHtml(columns.filter((name) => name !== '').join(', '));
  return `<div class="table-scroll" tabindex="0" role="region" aria-label="Table: ${label}"><table>`;
};
rules['table_close'] = () => '</table></div>';
rules['th_open'] = () => '<th scope="col">';

/** The figure's own region scrolls where the page is narrower; the caption stays in place. */
rules['image'] = (tokens, index) => {
  const image = tokens[index];
  const figure = image?.meta as Figure | null | undefined;
  if (!image || !figure) return '';
  const caption = markdown.utils.escapeHtml(image.attrGet('title') ?? '');
  const region = isWide(figure)
    ? ` tabindex="0" role="region" aria-label="Figure: ${caption}"`
    : '';
  const picture = `<img src="${figure.address}" alt="${markdown.utils.escapeHtml(image.content)}" width="${figure.width}" height="${figure.height}" loading="lazy">`;
  return `<div class="figure-scroll"${region}>${picture}</div><figcaption>${caption}`;
};
rules['paragraph_close'] = (tokens, index, options, _env, self) =>
  tokens[index]?.tag === 'figure'
    ? '</figcaption></figure>\n'
    : self.renderToken(tokens, index, options);

rules['footnote_block_open'] = (_tokens, _index, _options, env) => {
  const { sourcesHeading } = env as Environment;
  return `<section class="footnotes" aria-label="Sources"><${sourcesHeading}>Sources</${sourcesHeading}><ol>`;
};
rules['footnote_block_close'] = () => '</ol></section>';
rules['footnote_ref'] = (tokens, index) => {
  const { note, place } = footnoteOf(tokens, index);
  const id = place === 1 ? `fnref${note}` : `fnref${note}-${place}`;
  return `<sup><a class="footnote-ref" href="#fn${note}" id="${id}" aria-label="Source ${note}">${note}</a></sup>`;
};
rules['footnote_open'] = (tokens, index) => `<li id="fn${footnoteOf(tokens, index).note}">`;
rules['footnote_anchor'] = (tokens, index) => {
  const { note, place } = footnoteOf(tokens, index);
  const target = place === 1 ? `fnref${note}` : `fnref${note}-${place}`;
  const label = `Back to the text, source ${note}, place ${place}`;
  return ` <a class="footnote-back" href="#${target}" aria-label="${label}">\u21a9\ufe0e</a>`;
};

/** Both count from 1: the footnote's number and which of its references this is. */
function footnoteOf(tokens: readonly Token[], index: number): { note: number; place: number } {
  const meta = tokens[index]?.meta as { id: number; subId?: number };
  return { note: meta.id + 1, place: (meta.subId ?? 0) + 1 };
}
