import { checkContent, type Instruments } from '../../lti-tool/content/checks/check-content';
import { formatProblem } from '../../lti-tool/content/problem';
import { type Changes, withCopy } from './broken-copy';

/** Simple instruments; the real ones are tried in content-check.test.ts. */
const instruments: Instruments = {
  readingIndex: {
    syllables: (word) => word.match(/[aeiouy]+/gi)?.length ?? 1,
    level: ({ sentence, word, syllable }) =>
      (0.39 * word) / sentence + (11.8 * syllable) / word - 15.59,
  },
  isWord: (word) => !['harbor', 'Zarina', 'quey'].includes(word),
};

/** The small programme is too small in one respect only. */
const TOO_SMALL = 'glossary.d: has 2 terms, at least 60 are needed';

/** What all checks, those for editors too, find in the changed programme. */
export function editorialProblemsOf(changes: Changes): string[] {
  return withCopy(changes, (folder) => {
    const result = checkContent(folder, instruments);
    if ('programme' in result) throw new Error('the small programme has too few terms');
    const found = result.problems.map(formatProblem);
    expect(found).toContain(TOO_SMALL);
    return found.filter((problem) => problem !== TOO_SMALL);
  });
}
