import { checkProgramme } from '../load';
import type { Problem } from '../problem';
import type { Programme } from '../programme';
import { checkGuideCited, checkStatementsCited } from './citations';
import { checkFigures, checkGlossarySize } from './completeness';
import { readCorpus } from './corpus';
import { checkNoSentenceTwice } from './duplicates';
import { checkLengthBias, checkNoneOfTheAbove, checkPositionBias } from './item-bank';
import { checkObjectivesTested } from './objectives';
import { checkReadingLevel, type ReadingIndex } from './reading-level';
import { checkSpelling } from './spelling';

/** What the checks need of libraries that only editors have installed. */
export interface Instruments {
  readonly readingIndex: ReadingIndex;
  /** Knows British English. */
  readonly isWord: (word: string) => boolean;
}

/**
 * All checks of the content: those of the server's start, and then those for editors, which look at
 * language, sources and tests as a whole.
 * @param path of course-content/.
 */
export function checkContent(
  path: string,
  { readingIndex, isWord }: Instruments,
): { readonly programme: Programme } | { readonly problems: readonly Problem[] } {
  const result = checkProgramme(path);
  if ('problems' in result) return result;
  const corpus = readCorpus(path, result.programme);
  const { problems } = corpus.folder;
  const readings = corpus.modules.flatMap((texts) => texts.readings);
  for (const reading of readings) checkStatementsCited(reading, problems);
  for (const guide of corpus.guides) checkGuideCited(guide, problems);
  for (const text of [...readings, ...corpus.guides]) {
    checkReadingLevel(text, readingIndex, problems);
  }
  checkNoSentenceTwice(readings, problems);
  checkSpelling(corpus, isWord);
  checkFigures(corpus, problems);
  checkGlossarySize(corpus, problems);
  checkObjectivesTested(corpus, problems);
  checkLengthBias(corpus, problems);
  checkPositionBias(corpus, problems);
  checkNoneOfTheAbove(corpus, problems);
  const found = problems.inFileOrder();
  return found.length > 0 ? { problems: found } : result;
}
