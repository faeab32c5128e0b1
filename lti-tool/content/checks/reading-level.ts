import type { ProblemList } from '../problem';
import type { ReadingText } from './reading-text';
import { sentencesOf, withoutReferences } from './sentences';

/** Counts words' syllables and knows an index of difficulty; given by a library. */
export interface ReadingIndex {
  syllables(word: string): number;
  /** School years that a reader needs. */
  level(counts: { sentence: number; word: number; syllable: number }): number;
}

/**
 * School years by Flesch–Kincaid. The readings stand between 4 and 7; most of their readers use
 * English as a second language, and terms of law alone are hard enough.
 */
const HIGHEST_LEVEL = 8;

/** A reading's running text, tables and footnotes left out, is plain English. */
export function checkReadingLevel(
  { file, pieces }: ReadingText,
  index: ReadingIndex,
  problems: ProblemList,
): void {
  const sentences = pieces
    .filter(({ kind }) => kind === 'paragraph' || kind === 'list-item')
    .flatMap(({ text }) => sentencesOf(withoutReferences(text)));
  const words = sentences.flatMap((sentence) => sentence.match(/\p{L}[\p{L}’'-]*/gu) ?? []);
  const level = index.level({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + index.syllables(word), 0),
  });
  if (level > HIGHEST_LEVEL) {
    const found = `needs ${level.toFixed(1)} years of school to read (Flesch–Kincaid)`;
    problems.add(file, '', `${found}, at most ${HIGHEST_LEVEL} are allowed: shorten its sentences`);
  }
}
