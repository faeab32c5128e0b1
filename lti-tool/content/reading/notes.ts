import type { ProblemList } from '../problem';
import { checkBlocks } from './blocks';
import { checkNoteLinks } from './links';
import { inlineTokens, lineOf, type PageSource } from './pages';
import type { Note } from './source';

/**
 * Every reference has its footnote, every footnote is referred to.
 * @returns the footnotes of each page, in the order of their first reference.
 */
export function resolveNotes(
  file: string,
  pages: readonly PageSource[],
  notes: ReadonlyMap<string, Note>,
  problems: ProblemList,
): Note[][] {
  const used = new Set<string>();
  const notesOfPages = pages.map((page) => {
    const ofPage = new Set<Note>();
    for (const { label, where } of referencesIn(page)) {
      used.add(label);
      const note = notes.get(label);
      if (note) ofPage.add(note);
      else problems.add(file, where, `footnote "${label}" is not defined`);
    }
    return [...ofPage];
  });
  for (const note of notes.values()) {
    const where = `line ${note.line}`;
    if (!used.has(note.label)) {
      problems.add(file, where, `footnote "${note.label}" is never referred to`);
    }
    if (note.text.trim() === '') problems.add(file, where, `footnote "${note.label}" is empty`);
    if (note.text.includes('[^')) {
      problems.add(file, where, `footnote "${note.label}" refers to another footnote`);
    }
    const tokens = inlineTokens(note.text);
    checkBlocks(file, tokens, note.line, problems);
    checkNoteLinks(file, tokens, note.line, problems);
  }
  return notesOfPages;
}

/** Facts that the front matter lists are cited, and cited facts are listed. */
export function checkCitations(
  file: string,
  listed: readonly string[],
  notes: ReadonlyMap<string, Note>,
  problems: ProblemList,
): void {
  const cited = new Set([...notes.values()].flatMap(({ facts }) => facts));
  for (const fact of listed) {
    if (!cited.has(fact)) problems.add(file, 'facts', `${fact} is listed but no footnote cites it`);
  }
  for (const note of notes.values()) {
    for (const fact of note.facts.filter((id) => !listed.includes(id))) {
      problems.add(file, `line ${note.line}`, `${fact} is cited but not listed under facts`);
    }
  }
}

const REFERENCE = /\[\^([^\]]*)\]/g;

function referencesIn(page: PageSource): { label: string; where: string }[] {
  return page.tokens
    .filter(({ type }) => type === 'inline')
    .flatMap((token) =>
      [...token.content.matchAll(REFERENCE)].map(([, label = '']) => ({
        label,
        where: `line ${lineOf(token)}`,
      })),
    );
}
