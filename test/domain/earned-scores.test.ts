import type { Completion, RequirementState } from '../../lti-tool/domain/completion';
import { earnedScores } from '../../lti-tool/domain/earned-scores';
import type { LedgerEntry } from '../../lti-tool/domain/ledger';
import { requirementId, type RequirementKind } from '../../lti-tool/domain/requirement';

function completion(
  states: readonly (readonly [RequirementKind, string, RequirementState])[],
): Completion {
  return {
    requirements: states.map(([kind, activityId, state]) => ({
      requirement: { id: requirementId(kind, activityId), kind, activityId },
      state,
      since: undefined,
      evidence: [],
    })),
    complete: states.every(([, , state]) => state === 'met'),
    completedAt: undefined,
  };
}

function submission(attemptId: string, scoreGiven: number): LedgerEntry {
  return {
    kind: 'assessment-submitted',
    key: attemptId,
    activityId: 'm01-test',
    attemptId,
    scoreGiven,
    scoreMaximum: 9,
    at: new Date(0),
  };
}

const NONE = new Set<string>();

test('a reading gives 1 when it is met, and nothing before', () => {
  const met = completion([
    ['reading', 'm01-r1', 'met'],
    ['reading', 'm01-r2', 'pending'],
  ]);
  expect(earnedScores(met, [], 'best', NONE)).toEqual([
    { activityId: 'm01-r1', scoreGiven: 1, scoreMaximum: 1 },
  ]);
});

test('a live session gives 1 only when present and active', () => {
  const present = completion([
    ['attendance', 'live-1-1', 'met'],
    ['participation', 'live-1-1', 'pending'],
  ]);
  expect(earnedScores(present, [], 'best', NONE)).toEqual([]);
});

test('a corrected record takes the score back', () => {
  const absent = completion([
    ['attendance', 'live-1-1', 'not-met'],
    ['participation', 'live-1-1', 'not-met'],
  ]);
  expect(earnedScores(absent, [], 'best', new Set(['live-1-1']))).toEqual([
    { activityId: 'live-1-1', scoreGiven: 0, scoreMaximum: 1 },
  ]);
});

test('the whole training is a score of its own', () => {
  const all = completion([['reading', 'm01-r1', 'met']]);
  expect(earnedScores(all, [], 'best', NONE)).toContainEqual({
    activityId: 'training-completed',
    scoreGiven: 1,
    scoreMaximum: 1,
  });
});

test.each([
  ['best', 7],
  ['latest', 4],
] as const)('of several attempts the %s one is sent', (scoreSent, scoreGiven) => {
  const ledger = [submission('a1', 2), submission('a2', 7), submission('a3', 4)];
  const open = completion([['assessment', 'm01-test', 'pending']]);
  expect(earnedScores(open, ledger, scoreSent, NONE)).toEqual([
    { activityId: 'm01-test', scoreGiven, scoreMaximum: 9 },
  ]);
});
