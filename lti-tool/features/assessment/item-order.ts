import type { Assessment, Item } from '../../content/programme';
import { shuffled } from '../../domain/order';
import { type ItemOrder, rightSides } from './item-fields';

/** The order that an attempt's seed fixes for its items and for the options of each. */
export function itemOrder(assessment: Assessment, seed: string): ItemOrder {
  return {
    items: shuffled(
      assessment.items.map(({ id }) => id),
      seed,
    ),
    options: Object.fromEntries(
      assessment.items.map((item) => [item.id, shuffled(optionIds(item), `${seed}:${item.id}`)]),
    ),
  };
}

function optionIds(item: Item): string[] {
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
    case 'multiple-response':
      return item.options.map(({ id }) => id);
    case 'true-false-reason':
      return item.reasons.map(({ id }) => id);
    case 'matching':
      return rightSides(item).map(({ id }) => id);
    case 'ordering':
      return item.sequence.map(({ id }) => id);
  }
}
