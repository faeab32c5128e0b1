import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fleschKincaid } from 'flesch-kincaid';
import nspell from 'nspell';
import { syllable } from 'syllable';
import type { Instruments } from '../lti-tool/content/checks/check-content';

/** The dictionary has "organise"; the United Nations write "organize". */
const UN_ENDING = /([iy])z(e|ed|er|ers|es|ing|ation|ations|ational|able)$/;

/** Spelling and reading level by libraries that the server does not need. */
export function contentInstruments(): Instruments {
  const home = path.dirname(require.resolve('dictionary-en-gb'));
  const read = (name: string): string => readFileSync(path.join(home, name), 'utf8');
  const dictionary = nspell(read('index.aff'), read('index.dic'));
  return {
    readingIndex: { syllables: syllable, level: fleschKincaid },
    isWord: (word) =>
      dictionary.correct(word) || dictionary.correct(word.replace(UN_ENDING, '$1s$2')),
  };
}
