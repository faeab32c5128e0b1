import { type CompletionRules, type RequirementKind, requirementId } from '../domain/requirement';
import type { Programme } from './programme';

/**
 * What the certificate asks for, in the order of the programme: every reading and self-assessment
 * of every module, attendance of and active participation in every live session (curriculum
 * section 12).
 */
export function completionRules(programme: Programme): CompletionRules {
  const requirement = (
    kind: RequirementKind,
    activityId: string,
  ): CompletionRules['requirements'][number] => ({
    id: requirementId(kind, activityId),
    kind,
    activityId,
  });
  return {
    requirements: [
      ...programme.modules.flatMap(({ readings, assessment }) => [
        ...readings.map(({ id }) => requirement('reading', id)),
        requirement('assessment', assessment.id),
      ]),
      ...programme.liveSessions.flatMap(({ id }) => [
        requirement('attendance', id),
        requirement('participation', id),
      ]),
    ],
    closesAt: programme.edition.closesAt,
  };
}
