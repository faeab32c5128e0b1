import type { Completion } from './completion';
import type { LedgerEntry } from './ledger';
import { TRAINING_COMPLETED } from './score-outbox';

/** A score that a person has earned, before it is on its way. */
export interface EarnedScore {
  readonly activityId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
}

/**
 * The scores that a ledger gives, one per line item. Readings, live sessions and the whole training
 * are final 0/1; a self-assessment gives the points of its best or latest attempt. An activity that
 * was met and is no longer (a corrected record) gives 0; one that never was gives nothing.
 *
 * @param known activity ids for which a score was earned before.
 */
export function earnedScores(
  completion: Completion,
  ledger: readonly LedgerEntry[],
  scoreSent: 'best' | 'latest',
  known: ReadonlySet<string>,
): EarnedScore[] {
  const states = new Map<string, boolean>();
  for (const { requirement, state } of completion.requirements) {
    if (requirement.kind === 'assessment') continue;
    const before = states.get(requirement.activityId) ?? true;
    states.set(requirement.activityId, before && state === 'met');
  }
  states.set(TRAINING_COMPLETED, completion.complete);
  const binary = [...states]
    .filter(([activityId, met]) => met || known.has(activityId))
    .map(([activityId, met]) => ({ activityId, scoreGiven: met ? 1 : 0, scoreMaximum: 1 }));
  return [...binary, ...assessmentScores(ledger, scoreSent)];
}

function assessmentScores(
  ledger: readonly LedgerEntry[],
  scoreSent: 'best' | 'latest',
): EarnedScore[] {
  const chosen = new Map<string, EarnedScore>();
  for (const entry of ledger) {
    if (entry.kind !== 'assessment-submitted') continue;
    const { activityId, scoreGiven, scoreMaximum } = entry;
    const before = chosen.get(activityId);
    const better = !before || scoreGiven / scoreMaximum > before.scoreGiven / before.scoreMaximum;
    if (better || scoreSent === 'latest') {
      chosen.set(activityId, { activityId, scoreGiven, scoreMaximum });
    }
  }
  return [...chosen.values()];
}
