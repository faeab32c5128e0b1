import type { ProblemList } from '../problem';
import type { Corpus } from './corpus';

const FEWEST_TERMS = 60;

/** The glossary explains the words of the whole training. */
export function checkGlossarySize({ programme }: Corpus, problems: ProblemList): void {
  const { size } = programme.glossary;
  if (size < FEWEST_TERMS) {
    problems.add('glossary.d', '', `has ${size} terms, at least ${FEWEST_TERMS} are needed`);
  }
}

/** Every module has a figure for people who would rather look, and no figure lies unused. */
export function checkFigures({ modules }: Corpus, problems: ProblemList): void {
  for (const { home, module } of modules) {
    if (module.figures.length === 0) problems.add(home, '', 'has no figure');
    const pages = module.readings.flatMap((reading) => reading.pages);
    for (const { address } of module.figures) {
      if (!pages.some(({ html }) => html.includes(`src="${address}"`))) {
        problems.add(`${home}/figures`, '', `no reading shows ${address.slice(20)}`);
      }
    }
  }
}
