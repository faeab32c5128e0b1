import type { Assessment, Item, Module } from '../../content/programme';
import type { Answer, Attempt } from '../../domain/attempt';
import type { RequirementStatus } from '../../domain/completion';
import { isAnswered } from '../../domain/scoring';
import {
  attemptPath,
  PROGRESS,
  saveAnswersPath,
  startAssessmentPath,
  submitAttemptPath,
} from '../../web/paths';
import { counted, type FormError, type Link, type Moment, moment } from '../../web/view';
import { type Fields, fieldsOf, firstFieldId, type ItemOrder } from './item-fields';

/** One submitted attempt in a list; `current` marks the one that the page shows. */
export interface AttemptLine {
  readonly href: string;
  readonly label: string;
  readonly score: string;
  readonly submitted: Moment;
  readonly current: boolean;
}

/** pages/assessment/start */
export interface StartPageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  readonly moduleTitle: string;
  readonly questionCount: string;
  readonly objectives: readonly string[];
  readonly done: Moment | null;
  readonly closed: boolean;
  /** An attempt that is not submitted yet: where it goes on, and how far it is. */
  readonly open: { href: string; answered: string } | null;
  readonly attempts: readonly AttemptLine[];
  readonly form: { action: string; formToken: string; label: string };
}

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

/** @param input.attempts every attempt of this person at this assessment, in any order. */
export function startPageModel(input: {
  readonly module: Module;
  readonly assessment: Assessment;
  readonly attempts: readonly Attempt[];
  readonly status: RequirementStatus;
  readonly formToken: string;
}): StartPageModel {
  const { module, assessment, attempts, status } = input;
  const open = attempts.find(({ submittedAt }) => !submittedAt);
  const earlier = attemptLines(assessment, attempts, undefined);
  return {
    crumbs: crumbs(module),
    title: assessment.title,
    moduleTitle: module.title,
    questionCount: counted(assessment.items.length, 'question'),
    objectives: module.objectives.map(({ text }) => text),
    done: status.state === 'met' && status.since ? moment(status.since) : null,
    closed: status.state === 'not-met',
    open: open
      ? {
          href: attemptPath(assessment.id, open.number),
          answered: `${answeredCount(assessment, open)} of ${assessment.items.length}`,
        }
      : null,
    attempts: earlier,
    form: {
      action: startAssessmentPath(assessment.id),
      formToken: input.formToken,
      label: earlier.length > 0 ? 'Take it again' : 'Start the self-assessment',
    },
  };
}

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
  const items = itemsInOrder(assessment, order).map((item, index, { length }) =>
    itemView(item, `Question ${index + 1} of ${length}`, attempt.answers[item.id], {
      options: order.options[item.id] ?? [],
      showMissing,
    }),
  );
  return {
    crumbs: crumbs(module),
    title: assessment.title,
    attemptId: attempt.id,
    attemptNumber: attempt.number,
    version: attempt.version,
    formToken: input.formToken,
    saveUrl: saveAnswersPath(assessment.id),
    submitUrl: submitAttemptPath(assessment.id),
    answered: answeredCount(assessment, attempt),
    total: assessment.items.length,
    notice: input.notice ?? null,
    errors: items.flatMap(({ error, heading, fields }) =>
      error ? [{ href: `#${firstFieldId(fields)}`, message: `${heading}: ${error}` }] : [],
    ),
    items,
  };
}

/** The items as this attempt shows them. */
export function itemsInOrder(assessment: Assessment, order: ItemOrder): Item[] {
  return order.items.flatMap((id) => assessment.items.find((item) => item.id === id) ?? []);
}

/** The submitted attempts, newest first. @param shown number of the attempt that the page shows. */
export function attemptLines(
  assessment: Assessment,
  attempts: readonly Attempt[],
  shown: number | undefined,
): AttemptLine[] {
  return attempts
    .flatMap(({ number, submittedAt, scoreGiven = 0, scoreMaximum = assessment.items.length }) =>
      submittedAt ? [{ number, submittedAt, score: `${scoreGiven} of ${scoreMaximum} right` }] : [],
    )
    .sort((a, b) => b.number - a.number)
    .map(({ number, submittedAt, score }) => ({
      href: attemptPath(assessment.id, number),
      label: `Attempt ${number}`,
      score,
      submitted: moment(submittedAt),
      current: number === shown,
    }));
}

/** The way back to My progress and to the module there. */
export function crumbs(module: Module): Link[] {
  return [
    { href: PROGRESS, label: 'My progress' },
    { href: `${PROGRESS}#${module.id}`, label: `Module ${module.number}` },
  ];
}

function answeredCount(assessment: Assessment, attempt: Attempt): number {
  return assessment.items.filter((item) => isAnswered(item, attempt.answers[item.id])).length;
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
