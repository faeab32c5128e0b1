import type { ProblemList } from '../problem';
import type { ReadingText } from './reading-text';
import { sentencesOf, withoutReferences } from './sentences';

/** Shorter sentences may well be said twice. */
const FEWEST_WORDS = 8;

/** No sentence stands in two readings: a participant reads all of them. */
export function checkNoSentenceTwice(
  readings: readonly ReadingText[],
  problems: ProblemList,
): void {
  const homes = new Map<string, { readonly file: string; readonly line: number }>();
  for (const { file, pieces } of readings) {
    for (const { kind, line, text } of pieces) {
      if (kind === 'note' || kind === 'row') continue;
      for (const sentence of sentencesOf(withoutReferences(text))) {
        const words = bareWords(sentence);
        if (words.length < FEWEST_WORDS) continue;
        const key = words.join(' ');
        const home = homes.get(key);
        if (!home) homes.set(key, { file, line });
        else if (home.file !== file) {
          const place = `${home.file}, line ${home.line}`;
          problems.add(file, `line ${line}`, `stands in ${place} already: ${sentence}`);
        }
      }
    }
  }
}

/** Words without case and punctuation. */
function bareWords(sentence: string): string[] {
  return sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
