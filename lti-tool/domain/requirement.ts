/** What the certificate asks for: the four conditions of the announcement, one requirement a piece. */
export type RequirementKind = 'reading' | 'assessment' | 'attendance' | 'participation';

export interface Requirement {
  /** `<kind>:<activity id>`, for example `attendance:live-1-2`. Stable for good. */
  readonly id: string;
  readonly kind: RequirementKind;
  readonly activityId: string;
}

/** The rules of one edition, as the completion function needs them. */
export interface CompletionRules {
  readonly requirements: readonly Requirement[];
  /** Readings and assessments done after this moment do not count; undefined: no closing moment. */
  readonly closesAt: Date | undefined;
}

export function requirementId(kind: RequirementKind, activityId: string): string {
  return `${kind}:${activityId}`;
}
