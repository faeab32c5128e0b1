import type { Assessment, Item, Matching, Module, Ordering } from '../../content/programme';
import type { Answer, Attempt } from '../../domain/attempt';
import { isCorrect } from '../../domain/scoring';
import { moduleCrumbs } from '../../web/crumbs';
import { PROGRESS, startAssessmentPath } from '../../web/paths';
import { counted, type Link, type Moment, moment, type StateView } from '../../web/view';
import { type AttemptLine, attemptLines } from './attempt-lines';
import { chosenOf, inOrder, type ItemOrder, rightSides } from './item-fields';

/** pages/assessment/result */
export interface ResultPageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  readonly attemptNumber: number;
  readonly submitted: Moment;
  /** For example `You answered 7 of 9 questions right.` */
  readonly score: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly items: readonly ResultItem[];
  readonly attempts: readonly AttemptLine[];
  readonly form: { action: string; formToken: string; label: string };
  readonly progress: string;
}

interface ResultItem {
  readonly heading: string;
  readonly mark: StateView;
  readonly case: string | null;
  readonly stem: string;
  /** What the person gave, line by line, each with its own mark and feedback. */
  readonly given: readonly GivenLine[];
  /** The right answer; empty when the item is right. */
  readonly key: readonly string[];
  readonly rationale: string;
  readonly source: string;
}

interface GivenLine {
  readonly text: string;
  readonly mark: StateView;
  readonly feedback: string | null;
}

const RIGHT: StateView = { icon: 'met', word: 'Right' };
const WRONG: StateView = { icon: 'not-met', word: 'Not right' };

/** @param input.attempt a submitted attempt. `input.attempts`: all of this person and assessment. */
export function resultPageModel(input: {
  readonly module: Module;
  readonly assessment: Assessment;
  readonly attempt: Attempt & { readonly submittedAt: Date };
  readonly attempts: readonly Attempt[];
  readonly order: ItemOrder;
  readonly formToken: string;
}): ResultPageModel {
  const { assessment, attempt, order } = input;
  const { scoreGiven = 0, scoreMaximum = assessment.items.length } = attempt;
  return {
    crumbs: moduleCrumbs(input.module),
    title: assessment.title,
    attemptNumber: attempt.number,
    submitted: moment(attempt.submittedAt),
    score: `You answered ${scoreGiven} of ${counted(scoreMaximum, 'question')} right.`,
    scoreGiven,
    scoreMaximum,
    items: inOrder(assessment.items, order.items).map((item, index) =>
      resultItem(item, index + 1, attempt.answers[item.id], order.options[item.id] ?? []),
    ),
    attempts: attemptLines(assessment, input.attempts, attempt.number),
    form: {
      action: startAssessmentPath(assessment.id),
      formToken: input.formToken,
      label: 'Take it again',
    },
    progress: PROGRESS,
  };
}

function resultItem(
  item: Item,
  number: number,
  answer: Answer | undefined,
  order: readonly string[],
): ResultItem {
  const right = isCorrect(item, answer);
  return {
    heading: `Question ${number}`,
    mark: right ? RIGHT : WRONG,
    case: item.type === 'short-case' ? item.case : null,
    stem: item.stem,
    given: givenLines(item, answer, order),
    key: right ? [] : keyLines(item, order),
    rationale: item.rationale,
    source: item.source,
  };
}

function givenLines(item: Item, answer: Answer | undefined, order: readonly string[]): GivenLine[] {
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
    case 'multiple-response': {
      const chosen = chosenOf(answer);
      return inOrder(item.options, order)
        .filter(({ id }) => chosen.includes(id))
        .map(({ text, correct, feedback }) => line(text, correct, feedback));
    }
    case 'true-false-reason': {
      if (answer?.kind !== 'verdict' || answer.verdict === undefined) return [];
      const reason = item.reasons.find(({ id }) => id === answer.reason);
      return [
        line(verdictInWords(answer.verdict), answer.verdict === item.answer, null),
        ...(reason ? [line(reason.text, reason.correct, reason.feedback)] : []),
      ];
    }
    case 'matching':
      return answer?.kind === 'matches' ? matchedLines(item, answer.matches) : [];
    case 'ordering':
      return answer?.kind === 'positions' ? placedLines(item, answer.positions) : [];
  }
}

function matchedLines(item: Matching, matches: Readonly<Record<string, string>>): GivenLine[] {
  const sides = rightSides(item);
  return item.pairs.map(({ id, prompt, feedback }) => {
    const side = sides.find((candidate) => candidate.id === matches[id]);
    const right = side?.id === id;
    const wrong = item.distractors.find((distractor) => distractor.id === side?.id);
    const reasons = [...(wrong ? [wrong.feedback] : []), feedback].join(' ');
    return line(`${prompt}: ${side?.text ?? 'no answer'}`, right, right ? null : reasons);
  });
}

/** In the person's own order. */
function placedLines(item: Ordering, positions: Readonly<Record<string, number>>): GivenLine[] {
  return item.sequence
    .map(({ id, text, feedback }, index) => ({ place: positions[id] ?? 0, text, feedback, index }))
    .sort((a, b) => a.place - b.place)
    .map(({ place, text, feedback, index }) => {
      const right = place === index + 1;
      return line(`${place}. ${text}`, right, right ? null : feedback);
    });
}

function keyLines(item: Item, order: readonly string[]): string[] {
  switch (item.type) {
    case 'single-choice':
    case 'short-case':
    case 'multiple-response':
      return correctTexts(inOrder(item.options, order));
    case 'true-false-reason':
      return [verdictInWords(item.answer), ...correctTexts(item.reasons)];
    case 'matching':
      return item.pairs.map(({ prompt, match }) => `${prompt}: ${match}`);
    case 'ordering':
      return item.sequence.map(({ text }, index) => `${index + 1}. ${text}`);
  }
}

function correctTexts(options: readonly { text: string; correct: boolean }[]): string[] {
  return options.filter(({ correct }) => correct).map(({ text }) => text);
}

function verdictInWords(verdict: boolean): string {
  return verdict ? 'True' : 'False';
}

function line(text: string, right: boolean, feedback: string | null): GivenLine {
  return { text, mark: right ? RIGHT : WRONG, feedback };
}
