import { isDeepStrictEqual } from 'node:util';
import type { Assessment } from '../../content/programme';
import type { Answer, Attempt } from '../../domain/attempt';
import type { Enrolment } from '../../domain/enrolment';
import { isAnswered, scoreAnswers } from '../../domain/scoring';
import type { Progress } from '../../progress/progress';
import { Conflict } from '../../store/collection';
import type { Attempts } from '../../store/repositories/attempts';

/** What became of answers that were sent in. */
export type Outcome =
  | { readonly kind: 'saved' | 'submitted'; readonly attempt: Attempt }
  /** Submitted before: nothing was changed. */
  | { readonly kind: 'closed'; readonly attempt: Attempt }
  /** Another tab or device saved meanwhile: nothing was overwritten. `attempt` is what it saved. */
  | { readonly kind: 'stale'; readonly attempt: Attempt }
  /** Saved, but not submitted: these items are not answered yet. */
  | { readonly kind: 'incomplete'; readonly attempt: Attempt; readonly open: readonly string[] };

/** What a form sends: all answers of its attempt, and the version that it was made from. */
export interface SentAnswers {
  readonly attemptId: string;
  readonly version: number;
  readonly answers: Readonly<Record<string, Answer>>;
}

export interface AssessmentService {
  /** All attempts, oldest first. Also records any submission that a crash kept from the ledger. */
  attempts(enrolment: Enrolment, assessment: Assessment): Promise<readonly Attempt[]>;
  /** The attempt that is open, or a new one. Repeats are free (curriculum rule 4). */
  start(enrolment: Enrolment, assessment: Assessment): Promise<Attempt>;
  /** Answers undefined when the attempt is not this person's. */
  save(
    enrolment: Enrolment,
    assessment: Assessment,
    sent: SentAnswers,
  ): Promise<Outcome | undefined>;
  submit(
    enrolment: Enrolment,
    assessment: Assessment,
    sent: SentAnswers,
  ): Promise<Outcome | undefined>;
}

export interface AssessmentDependencies {
  readonly attempts: Attempts;
  readonly progress: Progress;
  readonly newSeed: () => string;
  readonly now: () => Date;
}

export function createAssessmentService(dependencies: AssessmentDependencies): AssessmentService {
  const { attempts, progress, newSeed, now } = dependencies;

  async function ownAttempt(
    enrolment: Enrolment,
    assessment: Assessment,
    id: string,
  ): Promise<Attempt | undefined> {
    const attempt = await attempts.get(id);
    const own = attempt?.enrolmentId === enrolment.id && attempt.activityId === assessment.id;
    return own ? attempt : undefined;
  }

  /**
   * Saves by compare-and-set against the version that the form was made from. An older form with
   * the very answers that are there is no conflict: it is a repeat whose first reply was lost.
   */
  async function write(current: Attempt, sent: SentAnswers, next: Attempt): Promise<Outcome> {
    if (current.submittedAt) return { kind: 'closed', attempt: current };
    const isRepeat = isDeepStrictEqual(current.answers, sent.answers);
    if (current.version !== sent.version && !isRepeat) return { kind: 'stale', attempt: current };
    try {
      const attempt = await attempts.save(next);
      return { kind: attempt.submittedAt ? 'submitted' : 'saved', attempt };
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const attempt = await attempts.get(current.id);
      if (!attempt) throw error;
      return { kind: attempt.submittedAt ? 'closed' : 'stale', attempt };
    }
  }

  async function recordSubmission(attempt: Attempt): Promise<void> {
    const { submittedAt, scoreGiven, scoreMaximum } = attempt;
    if (!submittedAt || scoreGiven === undefined || scoreMaximum === undefined) return;
    await progress.record(attempt.enrolmentId, [
      {
        kind: 'assessment-submitted',
        key: `assessment-submitted:${attempt.id}`,
        activityId: attempt.activityId,
        attemptId: attempt.id,
        scoreGiven,
        scoreMaximum,
        at: submittedAt,
      },
    ]);
  }

  return {
    async attempts(enrolment, assessment) {
      const all = await attempts.ofActivity(enrolment.id, assessment.id);
      const recorded = new Set(enrolment.ledger.map(({ key }) => key));
      for (const attempt of all) {
        if (!recorded.has(`assessment-submitted:${attempt.id}`)) await recordSubmission(attempt);
      }
      return all;
    },
    start: (enrolment, assessment) =>
      attempts.start({
        enrolmentId: enrolment.id,
        activityId: assessment.id,
        seed: newSeed(),
        answers: {},
        startedAt: now(),
      }),
    async save(enrolment, assessment, sent) {
      const current = await ownAttempt(enrolment, assessment, sent.attemptId);
      return current && write(current, sent, { ...current, answers: sent.answers });
    },
    async submit(enrolment, assessment, sent) {
      const current = await ownAttempt(enrolment, assessment, sent.attemptId);
      if (!current) return undefined;
      const open = assessment.items.filter((item) => !isAnswered(item, sent.answers[item.id]));
      const answered = { ...current, answers: sent.answers };
      if (open.length > 0) {
        const outcome = await write(current, sent, answered);
        if (outcome.kind !== 'saved') return outcome;
        return { ...outcome, kind: 'incomplete', open: open.map(({ id }) => id) };
      }
      const outcome = await write(current, sent, {
        ...answered,
        ...scoreAnswers(assessment.items, sent.answers),
        submittedAt: now(),
      });
      await recordSubmission(outcome.attempt);
      return outcome;
    },
  };
}
