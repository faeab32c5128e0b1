import type { Assessment, Item } from '../../lti-tool/content/programme';

type Fields = readonly (readonly [name: string, value: string])[];

/** The form fields that answer every item right. */
export function rightAnswers({ items }: Assessment): Fields {
  return items.flatMap(rightAnswer);
}

function rightAnswer(item: Item): Fields {
  const name = `q.${item.id}`;
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
    case 'multiple-response':
      return item.options.filter(({ correct }) => correct).map(({ id }) => [name, id]);
    case 'true-false-reason':
      return [
        [`${name}.verdict`, String(item.answer)],
        ...item.reasons
          .filter(({ correct }) => correct)
          .map(({ id }): readonly [string, string] => [`${name}.reason`, id]),
      ];
    case 'matching':
      return item.pairs.map(({ id }) => [`${name}.match.${id}`, id]);
    case 'ordering':
      return item.sequence.map(({ id }, index) => [`${name}.position.${id}`, String(index + 1)]);
  }
}
