import { inOrder, type LedgerEntry } from './ledger';
import type { CompletionRules, Requirement, RequirementKind } from './requirement';

/**
 * met: the evidence is there. pending: it can still come. not-met: it can no longer come by itself
 * (a facilitator recorded absence, or the closing moment has passed).
 */
export type RequirementState = 'met' | 'pending' | 'not-met';

export interface RequirementStatus {
  readonly requirement: Requirement;
  readonly state: RequirementState;
  /** When the deciding evidence was recorded; undefined while there is none. */
  readonly since: Date | undefined;
  /** Keys of the ledger entries that the state rests on. */
  readonly evidence: readonly string[];
}

export interface Completion {
  readonly requirements: readonly RequirementStatus[];
  readonly complete: boolean;
  /** The moment the last requirement was met; undefined unless complete. */
  readonly completedAt: Date | undefined;
}

/**
 * Decides every requirement of an edition from one person's ledger (announcement, "e-certificate";
 * curriculum rules 3 and 4 and section 12). Pure: the same entries in any order, with any
 * duplicates, give the same answer.
 */
export function decideCompletion(
  rules: CompletionRules,
  ledger: readonly LedgerEntry[],
  now: Date,
): Completion {
  const entries = inOrder(uniqueByKey(ledger));
  const requirements = rules.requirements.map((requirement) =>
    decideRequirement(requirement, rules, entries, now),
  );
  const complete = requirements.length > 0 && requirements.every(({ state }) => state === 'met');
  const times = requirements.map(({ since }) => since?.getTime() ?? 0);
  return {
    requirements,
    complete,
    completedAt: complete ? new Date(Math.max(...times)) : undefined,
  };
}

/** How many of these requirements are met. */
export function countMet(statuses: readonly RequirementStatus[]): { met: number; total: number } {
  return { met: statuses.filter(({ state }) => state === 'met').length, total: statuses.length };
}

/** The requirements of one of the certificate's four conditions. */
export function ofKind(completion: Completion, kind: RequirementKind): RequirementStatus[] {
  return completion.requirements.filter(({ requirement }) => requirement.kind === kind);
}

/** The requirements that one activity serves, in the order of the rules. */
export function ofActivity(completion: Completion, activityId: string): RequirementStatus[] {
  return completion.requirements.filter(({ requirement }) => requirement.activityId === activityId);
}

function decideRequirement(
  requirement: Requirement,
  rules: CompletionRules,
  entries: readonly LedgerEntry[],
  now: Date,
): RequirementStatus {
  const own = entries.filter((entry) => entry.activityId === requirement.activityId);
  const inTime = own.filter((entry) => !rules.closesAt || entry.at < rules.closesAt);
  const closed = rules.closesAt !== undefined && now >= rules.closesAt;
  switch (requirement.kind) {
    case 'reading':
      return selfPaced(requirement, readingEvidence(inTime), closed);
    case 'assessment':
      return selfPaced(requirement, assessmentEvidence(inTime), closed);
    case 'attendance':
      return recorded(
        requirement,
        own.findLast((entry) => entry.kind === 'attendance-recorded'),
        (entry) => entry.present,
      );
    case 'participation':
      return recorded(
        requirement,
        own.findLast((entry) => entry.kind === 'participation-recorded'),
        (entry) => entry.active,
      );
  }
}

/** Curriculum rule 3: every page opened, then "I have read this". Opening alone completes nothing. */
function readingEvidence(entries: readonly LedgerEntry[]): LedgerEntry[] | undefined {
  const opened = entries.filter((entry) => entry.kind === 'page-opened');
  for (const confirmation of entries) {
    if (confirmation.kind !== 'reading-confirmed') continue;
    const pages = Array.from({ length: confirmation.pages }, (_, index) =>
      opened.find((entry) => entry.page === index + 1),
    );
    if (pages.every((page) => page !== undefined)) return [...pages, confirmation];
  }
  return undefined;
}

/** Curriculum rule 4: one submitted attempt is enough; no pass mark. */
function assessmentEvidence(entries: readonly LedgerEntry[]): LedgerEntry[] | undefined {
  const submitted = entries.find((entry) => entry.kind === 'assessment-submitted');
  return submitted && [submitted];
}

function selfPaced(
  requirement: Requirement,
  evidence: readonly LedgerEntry[] | undefined,
  closed: boolean,
): RequirementStatus {
  if (evidence) {
    return {
      requirement,
      state: 'met',
      since: new Date(Math.max(...evidence.map(({ at }) => at.getTime()))),
      evidence: evidence.map(({ key }) => key),
    };
  }
  return { requirement, state: closed ? 'not-met' : 'pending', since: undefined, evidence: [] };
}

function recorded<Entry extends LedgerEntry>(
  requirement: Requirement,
  newest: Entry | undefined,
  positive: (entry: Entry) => boolean,
): RequirementStatus {
  if (!newest) return { requirement, state: 'pending', since: undefined, evidence: [] };
  return {
    requirement,
    state: positive(newest) ? 'met' : 'not-met',
    since: newest.at,
    evidence: [newest.key],
  };
}

function uniqueByKey(ledger: readonly LedgerEntry[]): LedgerEntry[] {
  const byKey = new Map<string, LedgerEntry>();
  for (const entry of inOrder(ledger)) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return [...byKey.values()];
}
