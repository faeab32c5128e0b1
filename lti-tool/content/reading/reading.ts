import type { ProblemList } from '../problem';
import type { Figure, GlossaryTerm, Reading } from '../programme';
import { type FrontMatter, frontMatter as frontMatterSchema } from '../schemas/module';
import { parseYaml } from '../yaml';
import { checkBlocks } from './blocks';
import { resolveFigures } from './figures';
import { resolveTerms } from './links';
import { renderPage } from './markdown';
import { checkCitations, resolveNotes } from './notes';
import { splitPages } from './pages';
import { readSource } from './source';
import { checkLastPage, checkLengths, minutesFor } from './words';

/** A reading with the front matter that only checks need. */
export interface ParsedReading {
  readonly reading: Reading;
  readonly frontMatter: FrontMatter;
}

/**
 * One reading file → pages of safe HTML. What is wrong goes to `problems`; the answer is undefined
 * when the front matter cannot be read.
 */
export function parseReading(
  file: string,
  text: string,
  context: {
    readonly moduleId: string;
    readonly glossary: ReadonlyMap<string, GlossaryTerm> | undefined;
    /** Of the module, by file name. */
    readonly figures: ReadonlyMap<string, Figure>;
    readonly problems: ProblemList;
  },
): ParsedReading | undefined {
  const { problems } = context;
  const { frontMatter: yaml, lines, notes } = readSource(file, text, problems);
  const frontMatter = yaml && parseYaml(file, yaml, frontMatterSchema, problems);
  const pages = splitPages(file, lines, problems);
  for (const page of pages) checkBlocks(file, page.tokens, page.line, problems);
  const notesOfPages = resolveNotes(file, pages, notes, problems);
  const terms = resolveTerms(file, pages, context.glossary, problems);
  resolveFigures(file, pages, context.figures, problems);
  const words = checkLengths(file, pages, problems);
  checkLastPage(file, pages, problems);
  if (!frontMatter) return undefined;
  checkCitations(file, frontMatter.facts, notes, problems);
  const reading: Reading = {
    kind: 'reading',
    id: frontMatter.id,
    moduleId: context.moduleId,
    title: frontMatter.title,
    questions: frontMatter.questions,
    pages: pages.map(({ title, markdown }, index) => ({
      title,
      html: renderPage(markdown, notesOfPages[index] ?? [], context.figures),
      terms: terms[index] ?? [],
    })),
    words,
    minutes: minutesFor(words),
  };
  return { reading, frontMatter };
}
