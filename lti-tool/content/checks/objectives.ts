import type { ProblemList } from '../problem';
import type { Corpus } from './corpus';

const FEWEST_ITEMS = 2;

/**
 * Every objective is tested by two items or more: one lucky guess shows nothing. Where one must do,
 * module.yaml says why under `testedOnce`.
 */
export function checkObjectivesTested({ modules }: Corpus, problems: ProblemList): void {
  for (const { home, module } of modules) {
    for (const { id, testedOnce } of module.objectives) {
      const items = module.assessment.items.filter(({ objective }) => objective === id).length;
      const path = `objectives[${id}]`;
      if (items < FEWEST_ITEMS && testedOnce === undefined) {
        problems.add(`${home}/module.yaml`, path, `is tested by ${items} item: write another one`);
      }
      if (items >= FEWEST_ITEMS && testedOnce !== undefined) {
        problems.add(`${home}/module.yaml`, path, `${items} items test it: remove testedOnce`);
      }
    }
  }
}
