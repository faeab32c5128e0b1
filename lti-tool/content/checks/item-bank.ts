import type { ProblemList } from '../problem';
import type { Item, Option } from '../programme';
import { type Corpus, itemsOf } from './corpus';

/** Of a smaller bank no share says anything. */
const SMALLEST_BANK = 20;

/** Four options: chance alone is right in 25 of 100 items. */
const HIGHEST_SHARE = 0.35;
const LOWEST_SHARE = 0.15;

/** The options of an item with one key, in which a guess pays. */
function optionsOf(item: Item): readonly Option[] | undefined {
  if (item.type === 'single-choice' || item.type === 'short-case') return item.options;
  return item.type === 'true-false-reason' ? item.reasons : undefined;
}

function guessable(corpus: Corpus): (readonly Option[])[] {
  const all = itemsOf(corpus).flatMap(({ item }) => [optionsOf(item) ?? []]);
  return all.filter(({ length }) => length > 0);
}

/** Nobody gains by choosing always the longest, or always the shortest, option. */
export function checkLengthBias(corpus: Corpus, problems: ProblemList): void {
  const bank = guessable(corpus);
  if (bank.length < SMALLEST_BANK) return;
  for (const [name, isExtreme] of [
    ['longest', (key: number, other: number) => key > other],
    ['shortest', (key: number, other: number) => key < other],
  ] as const) {
    const hits = bank.filter((options) => {
      const key = options.find(({ correct }) => correct)?.text.length ?? 0;
      return options.every(({ correct, text }) => correct || isExtreme(key, text.length));
    });
    checkShare(`the ${name} option is the key`, hits.length, bank.length, problems);
  }
}

/** The key stands at each of the four places about equally often. */
export function checkPositionBias(corpus: Corpus, problems: ProblemList): void {
  const bank = guessable(corpus).filter(({ length }) => length === 4);
  if (bank.length < SMALLEST_BANK) return;
  for (const [place, letter] of ['a', 'b', 'c', 'd'].entries()) {
    const hits = bank.filter((options) => options[place]?.correct).length;
    checkShare(`the key is option ${letter}`, hits, bank.length, problems);
    if (hits / bank.length < LOWEST_SHARE) {
      const found = `the key is option ${letter} in ${hits} of ${bank.length} items`;
      problems.add('modules', '', `${found}: at least ${LOWEST_SHARE * 100} per cent are needed`);
    }
  }
}

function checkShare(what: string, hits: number, all: number, problems: ProblemList): void {
  if (hits / all <= HIGHEST_SHARE) return;
  const found = `${what} in ${hits} of ${all} items`;
  problems.add('modules', '', `${found}: at most ${HIGHEST_SHARE * 100} per cent are allowed`);
}

const ABOVE = /\b(all|none|both|neither|any) of (the|these) (above|options|answers|other)/i;

/** No option speaks about the other options: the page shows them in any order. */
export function checkNoneOfTheAbove(corpus: Corpus, problems: ProblemList): void {
  for (const { file, path, item } of itemsOf(corpus)) {
    const options = item.type === 'multiple-response' ? item.options : (optionsOf(item) ?? []);
    for (const { id, text } of options) {
      if (ABOVE.test(text)) {
        problems.add(file, `${path}.options[${id}]`, 'must not speak about the other options');
      }
    }
  }
}
