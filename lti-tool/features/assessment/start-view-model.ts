import type { Assessment, Module } from '../../content/programme';
import type { Attempt } from '../../domain/attempt';
import type { RequirementStatus } from '../../domain/completion';
import { countAnswered } from '../../domain/scoring';
import { moduleCrumbs } from '../../web/crumbs';
import { attemptPath, startAssessmentPath } from '../../web/paths';
import { counted, type Link, type Moment, moment } from '../../web/view';
import { type AttemptLine, attemptLines } from './attempt-lines';

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
    crumbs: moduleCrumbs(module),
    title: assessment.title,
    moduleTitle: module.title,
    questionCount: counted(assessment.items.length, 'question'),
    objectives: module.objectives.map(({ text }) => text),
    done: status.state === 'met' && status.since ? moment(status.since) : null,
    closed: status.state === 'not-met',
    open: open
      ? {
          href: attemptPath(assessment.id, open.number),
          answered: `${countAnswered(assessment.items, open.answers)} of ${assessment.items.length}`,
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
