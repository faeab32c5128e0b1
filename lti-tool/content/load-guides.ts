import type { ContentFolder } from './content-folder';
import { checkFacts, type Facts } from './load-reference';
import type { GlossaryTerm, Guide, GuideUse } from './programme';
import { checkBlocks } from './reading/blocks';
import { resolveFigures } from './reading/figures';
import { resolveTerms } from './reading/links';
import { renderGuide } from './reading/markdown';
import { checkCitations, resolveNotes } from './reading/notes';
import { splitPages } from './reading/pages';
import { readSource } from './reading/source';
import { guideFrontMatter } from './schemas/guide';
import { parseYaml } from './yaml';

/** What guides point to; undefined while its own files are broken. */
export interface GuideContext {
  readonly folder: ContentFolder;
  readonly facts: Facts | undefined;
  readonly glossary: ReadonlyMap<string, GlossaryTerm> | undefined;
}

/** pages/*.md and live/*.md → guides by id: first about the training, then for its live days. */
export function loadGuides(context: GuideContext): Map<string, Guide> {
  const { folder } = context;
  const guides = new Map<string, Guide>();
  for (const home of ['pages', 'live'] as const) {
    for (const name of folder.names(home)) {
      const file = `${home}/${name}`;
      const id = /^([a-z0-9-]+)\.md$/.exec(name)?.[1];
      const use = id === undefined ? undefined : useOf(home, id);
      if (id === undefined || !use) {
        folder.problems.add(file, '', `must be named like ${NAMES[home]}`);
        continue;
      }
      const guide = loadGuide(file, id, use, context);
      if (guides.has(id)) folder.problems.add(file, '', `pages/${name} is ${id} already`);
      if (guide) guides.set(id, guide);
    }
  }
  return guides;
}

const NAMES = {
  pages: 'some-words.md',
  live: 'breakout-some-words.md, some-words-template.md or facilitator-notes-day-1.md',
};

function useOf(home: 'pages' | 'live', id: string): GuideUse | undefined {
  if (home === 'pages') return { kind: 'training' };
  const day = /^facilitator-notes-day-(\d)$/.exec(id)?.[1];
  if (day !== undefined) return { kind: 'day', day: Number(day) };
  return /^breakout-|-template$/.test(id) ? { kind: 'breakout' } : undefined;
}

/** The checks of a reading, without those of its length and its last page. */
function loadGuide(
  file: string,
  id: string,
  use: GuideUse,
  { folder, facts, glossary }: GuideContext,
): Guide | undefined {
  const { problems } = folder;
  const { frontMatter: yaml, lines, notes } = readSource(file, folder.text(file) ?? '', problems);
  const frontMatter = yaml && parseYaml(file, yaml, guideFrontMatter, problems);
  const sections = splitPages(file, lines, problems);
  for (const section of sections) checkBlocks(file, section.tokens, section.line, problems);
  resolveNotes(file, sections, notes, problems);
  const terms = resolveTerms(file, sections, glossary, problems);
  resolveFigures(file, sections, new Map(), problems);
  if (!frontMatter) return undefined;
  checkCitations(file, frontMatter.facts, notes, problems);
  if (frontMatter.id !== id) problems.add(file, 'id', `must be ${id}, as the file's name says`);
  checkFacts(frontMatter.facts, facts, (message) => {
    problems.add(file, 'facts', message);
  });
  return {
    id,
    title: frontMatter.title,
    audience: frontMatter.audience,
    use,
    sections: sections.map(({ title }, index) => ({ id: `section-${index + 1}`, title })),
    html: renderGuide(lines.join('\n'), [...notes.values()]),
    terms: terms.flat(),
  };
}
