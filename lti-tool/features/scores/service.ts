import { isSameContext } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import { isStaff } from '../../domain/role';
import { sendAgain } from '../../domain/score-outbox';
import { AGS_SCOPE } from '../../lti/port';
import type { ContextRecords } from '../../store/repositories/context-records';
import type { Enrolments } from '../../store/repositories/enrolments';

export interface ScoresService {
  /** Participants of the facilitator's context who have earned a score. */
  withScores(facilitator: Enrolment): Promise<Enrolment[]>;
  /**
   * Whether this tool sees what a teacher changes in the gradebook of the facilitator's context. False
   * where the platform did not grant it, or refused it when it was last needed.
   */
  seesResults(facilitator: Enrolment): Promise<boolean>;
  /** Answers false when there is no such score in the facilitator's context. */
  sendAgain(facilitator: Enrolment, enrolmentId: string, activityId: string): Promise<boolean>;
}

export interface ScoresDependencies {
  readonly enrolments: Pick<Enrolments, 'get' | 'change' | 'inContext'>;
  readonly contextRecords: Pick<ContextRecords, 'find'>;
  readonly scoresDue: () => void;
  readonly now: () => Date;
}

export function createScoresService(dependencies: ScoresDependencies): ScoresService {
  const { enrolments, contextRecords, scoresDue, now } = dependencies;
  return {
    async withScores(facilitator) {
      const found: Enrolment[] = [];
      for await (const enrolment of enrolments.inContext(facilitator)) {
        if (!isStaff(enrolment.role) && enrolment.scores.length > 0) found.push(enrolment);
      }
      return found;
    },
    async seesResults(facilitator) {
      const { scopes = [], resultsRefusedAt } = (await contextRecords.find(facilitator)) ?? {};
      // A course without a gradebook for this tool has no results either.
      const isGranted = scopes.length === 0 || scopes.includes(AGS_SCOPE.resultReadOnly);
      return isGranted && resultsRefusedAt === undefined;
    },
    async sendAgain(facilitator, enrolmentId, activityId) {
      const enrolment = await enrolments.get(enrolmentId);
      if (!enrolment || !isSameContext(enrolment, facilitator)) return false;
      if (!enrolment.scores.some((score) => score.activityId === activityId)) return false;
      await enrolments.change(enrolmentId, (current) => sendAgain(current, activityId, now()));
      scoresDue();
      return true;
    },
  };
}
