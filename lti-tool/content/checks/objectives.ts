import type { ProblemList } from '../problem';
import type { Corpus } from './corpus';

const FEWEST_ITEMS = 2;

/** Every objective is tested by two items or more: one lucky guess shows nothing. */
export function checkObjectivesTested({ modules }: Corpus, problems: ProblemList): void {
  for (const { home, module } of modules) {
    for (const { id } of module.objectives) {
      const items = module.assessment.items.filter(({ objectives }) => objectives.includes(id));
      if (items.length < FEWEST_ITEMS) {
        const found = `is tested by ${items.length} item`;
        problems.add(
          `${home}/module.yaml`,
          `objectives[${id}]`,
          `${found}: let another one test it`,
        );
      }
    }
  }
}
