import type { Token } from 'markdown-it';
import type { ProblemList } from '../problem';
import type { GlossaryTerm } from '../programme';
import { lineOf, type PageSource } from './pages';

const GLOSSARY = 'glossary:';

/** The glossary id that a link points to, or undefined for other links. */
export function glossaryId(href: string): string | undefined {
  return href.startsWith(GLOSSARY) ? href.slice(GLOSSARY.length) : undefined;
}

/** An address that a page may link to. */
export function isWebAddress(href: string): boolean {
  return href.startsWith('https://') && URL.canParse(href);
}

/**
 * Resolves the links of a reading and gives the terms of each page. A term is linked at its first
 * use only, since its definition is shown on that page.
 * @param glossary undefined while the glossary itself is broken: terms are then not resolved.
 */
export function resolveTerms(
  file: string,
  pages: readonly PageSource[],
  glossary: ReadonlyMap<string, GlossaryTerm> | undefined,
  problems: ProblemList,
): GlossaryTerm[][] {
  const seen = new Set<string>();
  return pages.map((page) => {
    const terms: GlossaryTerm[] = [];
    for (const { href, where } of linksOf(page.tokens)) {
      const id = glossaryId(href);
      if (id === undefined) {
        if (!isWebAddress(href)) {
          problems.add(file, where, `link to "${href}": only https: and glossary: are allowed`);
        }
        continue;
      }
      const term = glossary?.get(id);
      if (glossary && !term) problems.add(file, where, `the glossary has no term "${id}"`);
      if (seen.has(id)) problems.add(file, where, `term "${id}" is linked a second time`);
      seen.add(id);
      if (term) terms.push(term);
    }
    return terms;
  });
}

/** Footnotes may link to the web only: their page shows no term for them. */
export function checkNoteLinks(
  file: string,
  tokens: readonly Token[],
  line: number,
  problems: ProblemList,
): void {
  for (const { href } of linksOf(tokens)) {
    if (!isWebAddress(href)) {
      problems.add(file, `line ${line}`, `link to "${href}": only https: is allowed in a footnote`);
    }
  }
}

function linksOf(tokens: readonly Token[]): { href: string; where: string }[] {
  return tokens.flatMap((token) =>
    (token.children ?? [])
      .filter(({ type }) => type === 'link_open')
      .map((link) => ({ href: link.attrGet('href') ?? '', where: `line ${lineOf(token)}` })),
  );
}
