import type { Figure, Module, Programme, Reading, ReadingPage } from '../programme';
import { READER_STYLE } from './reader-style';

/**
 * The readings for paper and for places without a connection: a file for each module that needs
 * nothing else (style and figures are inside), and a list of them.
 * @returns file name → HTML.
 */
export function readerOf({ title, modules }: Programme): Map<string, string> {
  const list = modules
    .map((module) => `<li><a href="${module.id}.html">${text(module.title)}</a></li>`)
    .join('\n');
  const index = html(title, `<h1>${text(title)}</h1>\n<ol>\n${list}\n</ol>`);
  return new Map([
    ['index.html', index],
    ...modules.map((module) => [`${module.id}.html`, moduleHtml(module)] as const),
  ]);
}

function moduleHtml(module: Module): string {
  const { number, title, summary, objectives, readings } = module;
  const heading = `Module ${number}. ${title}`;
  const figures = new Map(module.figures.map((figure) => [figure.address, figure]));
  return html(
    heading,
    [
      `<h1>${text(heading)}</h1>\n<p>${text(summary)}</p>`,
      `<p>After this module you can:</p>\n${list(objectives.map((objective) => objective.text))}`,
      ...readings.map((reading, index) => readingHtml(reading, `${number}.${index + 1}`, figures)),
    ].join('\n'),
  );
}

function readingHtml(
  { id, title, questions, pages }: Reading,
  number: string,
  figures: ReadonlyMap<string, Figure>,
): string {
  return [
    `<article>\n<h2>Reading ${number}. ${text(title)}</h2>\n${list(questions)}`,
    ...pages.map((page, index) => pageHtml(page, `${id}-${index + 1}`, figures)),
    '</article>',
  ].join('\n');
}

/** Numbers of sources begin anew on every page: their ids get the page's own prefix. */
function pageHtml(page: ReadingPage, prefix: string, figures: ReadonlyMap<string, Figure>): string {
  const terms = page.terms.map(
    ({ id, term, definition }) =>
      `<dt id="term-${id}">${text(term)}</dt>\n<dd>${text(definition)}</dd>`,
  );
  const glossary = terms.length > 0 ? `<dl>\n${terms.join('\n')}\n</dl>` : '';
  const body = `${page.html}${glossary}`
    .replace(/ id="/g, ` id="${prefix}-`)
    .replace(/ href="#/g, ` href="#${prefix}-`)
    .replace(/(<\/?)h3>/g, '$1h4>')
    .replace(
      / src="([^"]*)"/g,
      (_all, address: string) => ` src="${inline(figures.get(address))}"`,
    );
  return `<h3>${text(page.title)}</h3>\n${body}`;
}

function inline(figure: Figure | undefined): string {
  if (!figure) throw new Error('a page shows a figure that its module does not have');
  return `data:image/svg+xml;base64,${Buffer.from(figure.svg).toString('base64')}`;
}

function list(entries: readonly string[]): string {
  return `<ul>\n${entries.map((entry) => `<li>${text(entry)}</li>`).join('\n')}\n</ul>`;
}

function html(title: string, body: string): string {
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${text(title)}</title>\n<style>${READER_STYLE}</style>\n</head>`,
    `<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`,
  ].join('\n');
}

function text(plain: string): string {
  return plain.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
