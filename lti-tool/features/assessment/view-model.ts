import type { Assessment, Item, Module } from '../../content/programme';
import type { Answer, Attempt } from '../../domain/attempt';
import { countAnswered, isAnswered } from '../../domain/scoring';
import { moduleCrumbs } from '../../web/crumbs';
import { saveAnswersPath, submitAttemptPath } from '../../web/paths';
import type { FormError, Link } from '../../web/view';
import { type Fields, fieldsOf, firstFieldId, inOrder, type ItemOrder } from './item-fields';

/** pages/assessment/attempt */
export interface AttemptPageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  readonly attemptId: string;
  readonly attemptNumber: number;
  readonly version: number;
  readonly formToken: string;
  readonly saveUrl: string;
  readonly submitUrl: string;
  readonly answered: number;
  readonly total: number;
  /** Said in the page's status line, for example after saving. */
  readonly notice: string | null;
  readonly errors: readonly FormError[];
  readonly items: readonly ItemView[];
}

interface ItemView {
  /** Anchor of the item. */
  readonly id: string;
  readonly heading: string;
  readonly case: string | null;
  readonly stem: string;
  readonly hint: string;
  readonly error: string | null;
  readonly fields: Fields;
}

const HINTS: Readonly<Record<Item['type'], string>> = {
  'single-choice': 'Choose one answer.',
  'short-case': 'Choose one answer.',
  'multiple-response': 'Choose all answers that are right.',
  'true-false-reason': 'Choose true or false, and then the best reason.',
  matching: 'Choose one partner for each line. Some may fit nothing.',
  ordering: 'Give each line its place: 1 is the first.',
};

const MISSING: Readonly<Record<Item['type'], string>> = {
  'single-choice': 'Choose one answer.',
  'short-case': 'Choose one answer.',
  'multiple-response': 'Choose at least one answer.',
  'true-false-reason': 'Choose true or false, and a reason.',
  matching: 'Choose a partner for every line.',
  ordering: 'Give every line a place.',
};

/** @param input.showMissing after an incomplete submission: items not answered carry an error. */
export function attemptPageModel(input: {
  readonly module: Module;
  readonly assessment: Assessment;
  readonly attempt: Attempt;
  readonly order: ItemOrder;
  readonly formToken: string;
  readonly showMissing?: boolean;
  readonly notice?: string;
}): AttemptPageModel {
  const { module, assessment, attempt, order, showMissing = false } = input;
  const items = inOrder(assessment.items, order.items).map((item, index, { length }) =>
    itemView(item, `Question ${index + 1} of ${length}`, attempt.answers[item.id], {
      options: order.options[item.id] ?? [],
      showMissing,
    }),
  );
  return {
    crumbs: moduleCrumbs(module),
    title: assessment.title,
    attemptId: attempt.id,
    attemptNumber: attempt.number,
    version: attempt.version,
    formToken: input.formToken,
    saveUrl: saveAnswersPath(assessment.id),
    submitUrl: submitAttemptPath(assessment.id),
    answered: countAnswered(assessment.items, attempt.answers),
    total: assessment.items.length,
    notice: input.notice ?? null,
    errors: items.flatMap(({ error, heading, fields }) =>
      error ? [{ href: `#${firstFieldId(fields)}`, message: `${heading}: ${error}` }] : [],
    ),
    items,
  };
}

function itemView(
  item: Item,
  heading: string,
  answer: Answer | undefined,
  given: { readonly options: readonly string[]; readonly showMissing: boolean },
): ItemView {
  return {
    id: `item-${item.id}`,
    heading,
    case: item.type === 'short-case' ? item.case : null,
    stem: item.stem,
    hint: HINTS[item.type],
    error: given.showMissing && !isAnswered(item, answer) ? MISSING[item.type] : null,
    fields: fieldsOf(item, answer, given.options),
  };
}
