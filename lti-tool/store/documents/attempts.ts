import type { Answer, Attempt } from '../../domain/attempt';
import type { CollectionDefinition } from '../collection';
import { checked, documentSchema } from '../document-schema';
import {
  isFlag,
  isNumber,
  isRecord,
  isText,
  kindProblem,
  listOf,
  optional,
  recordOf,
  type Shape,
} from './shape';

const ANSWERS: { readonly [K in Answer['kind']]: Shape<Extract<Answer, { kind: K }>> } = {
  choice: { kind: isText, option: isText },
  choices: { kind: isText, options: listOf(isText) },
  verdict: { kind: isText, verdict: optional(isFlag), reason: optional(isText) },
  matches: { kind: isText, matches: recordOf(isText) },
  positions: { kind: isText, positions: recordOf(isNumber) },
};

function answersProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'answers is not a record';
  return Object.entries(value)
    .map(([item, answer]) => kindProblem(answer, ANSWERS, `answers.${item}`))
    .find((problem) => problem !== undefined);
}

/** One document a try; the unique number is what lets two tabs open one attempt only. */
export const attempts: CollectionDefinition<Attempt> = {
  name: 'attempts',
  schema: documentSchema({
    enrolmentId: { type: String, required: true },
    activityId: { type: String, required: true },
    number: { type: Number, required: true, min: 1 },
    seed: { type: String, required: true },
    answers: checked(answersProblem),
    startedAt: { type: Date, required: true },
    submittedAt: Date,
    scoreGiven: Number,
    scoreMaximum: Number,
  }),
  unique: [['enrolmentId', 'activityId', 'number']],
  indexes: [],
};
