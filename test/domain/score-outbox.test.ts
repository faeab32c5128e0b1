import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { ScoreOnItsWay } from '../../lti-tool/domain/score-on-its-way';
import {
  backoff,
  columnLearnt,
  earn,
  isStillWaiting,
  lease,
  nextDue,
  release,
  sendAgain,
  sending,
} from '../../lti-tool/domain/score-outbox';
import { delivered, laidAside, postponed } from '../../lti-tool/domain/score-outcomes';

const T0 = Date.parse('2027-03-01T10:00:00Z');
const at = (seconds: number): Date => new Date(T0 + seconds * 1000);

const nobody: Enrolment = {
  id: 'e1',
  version: 1,
  registrationId: 'r1',
  deploymentId: 'd1',
  contextId: 'c1',
  subject: '5',
  role: 'participant',
  ledger: [],
  scores: [],
  createdAt: at(0),
  launchedAt: at(0),
};

const quiz = (scoreGiven: number, seconds: number) => ({
  activityId: 'quiz',
  scoreGiven,
  scoreMaximum: 10,
  at: at(seconds),
});
const reading = (seconds: number) => ({
  activityId: 'reading',
  scoreGiven: 1,
  scoreMaximum: 1,
  at: at(seconds),
});

function scoreOf(enrolment: Enrolment, activityId = 'quiz'): ScoreOnItsWay {
  const score = enrolment.scores.find((held) => held.activityId === activityId);
  if (!score) throw new Error(`no score of ${activityId}`);
  return score;
}

describe('earn', () => {
  it('puts a first score on its way, due at once', () => {
    const enrolment = earn(nobody, quiz(7, 1));
    expect(enrolment.scores).toEqual([
      {
        activityId: 'quiz',
        scoreGiven: 7,
        scoreMaximum: 10,
        earnedAt: at(1),
        state: 'waiting',
        tries: 0,
        notBefore: at(1),
      },
    ]);
    expect(enrolment.nextScoreAt).toEqual(at(1));
  });

  it('keeps only the newest score of an activity', () => {
    const enrolment = earn(earn(nobody, quiz(7, 1)), quiz(9, 2));
    expect(enrolment.scores).toHaveLength(1);
    expect(scoreOf(enrolment)).toMatchObject({ scoreGiven: 9, earnedAt: at(2) });
  });

  it.each(['waiting', 'delivered', 'refused'] as const)(
    'changes nothing when the same score is earned again while %s',
    (state) => {
      const first = earn(nobody, quiz(7, 1));
      const settled = {
        waiting: first,
        delivered: delivered(first, scoreOf(first), at(2)),
        refused: laidAside(first, scoreOf(first), 'refused', 'no'),
      }[state];
      expect(earn(settled, quiz(7, 3))).toBe(settled);
    },
  );

  it('sends a different score after a delivered one', () => {
    const first = earn(nobody, quiz(7, 1));
    const enrolment = earn(delivered(first, scoreOf(first), at(2)), quiz(6, 3));
    expect(scoreOf(enrolment)).toMatchObject({ state: 'waiting', scoreGiven: 6, tries: 0 });
    expect(scoreOf(enrolment)).not.toHaveProperty('deliveredAt');
    expect(enrolment.nextScoreAt).toEqual(at(3));
  });

  it('counts another maximum as a different score', () => {
    const enrolment = earn(earn(nobody, quiz(7, 1)), { ...quiz(7, 2), scoreMaximum: 12 });
    expect(scoreOf(enrolment).scoreMaximum).toBe(12);
  });

  it('takes the later write for the newer score where a clock runs behind', () => {
    const enrolment = earn(earn(nobody, quiz(7, 10)), quiz(9, 8));
    expect(scoreOf(enrolment).scoreGiven).toBe(9);
    expect(scoreOf(enrolment).earnedAt.getTime()).toBe(at(10).getTime() + 1);
  });
});

describe('lease and release', () => {
  it('keeps others away until it ends', () => {
    const held = lease(earn(nobody, quiz(7, 1)), 'a', at(2), 60_000);
    expect(held?.scoreLease).toEqual({ owner: 'a', until: at(62) });
    expect(lease(held ?? nobody, 'b', at(61), 60_000)).toBeUndefined();
    expect(lease(held ?? nobody, 'b', at(62), 60_000)?.scoreLease?.owner).toBe('b');
  });

  it('is extended by its owner', () => {
    const held = lease(nobody, 'a', at(0), 60_000) ?? nobody;
    expect(lease(held, 'a', at(30), 60_000)?.scoreLease?.until).toEqual(at(90));
  });

  it('makes the enrolment come up when it ends, and at once when given back', () => {
    const held = lease(earn(nobody, quiz(7, 1)), 'a', at(2), 60_000) ?? nobody;
    expect(held.nextScoreAt).toEqual(at(62));
    expect(earn(held, reading(3)).nextScoreAt).toEqual(at(62));
    const free = release(held, 'a');
    expect(free.nextScoreAt).toEqual(at(1));
    expect(free).not.toHaveProperty('scoreLease');
  });

  it("does not give back another owner's lease", () => {
    const held = lease(nobody, 'a', at(0), 60_000) ?? nobody;
    expect(release(held, 'b')).toBe(held);
  });
});

describe('nextDue', () => {
  it('is the due score that was earned first, and nothing else', () => {
    const both = earn(earn(nobody, quiz(7, 2)), reading(1));
    expect(nextDue(both, at(3))?.activityId).toBe('reading');
    expect(nextDue(both, at(0))).toBeUndefined();
    const later = postponed(both, scoreOf(both, 'reading'), {
      reason: 'busy',
      now: at(3),
      waitMs: 5_000,
    });
    expect(nextDue(later, at(3))?.activityId).toBe('quiz');
    expect(nextDue(delivered(later, scoreOf(later), at(3)), at(4))).toBeUndefined();
    expect(nextDue(later, at(8))?.activityId).toBe('reading');
  });
});

describe('what became of a score', () => {
  const waiting = earn(nobody, quiz(7, 1));
  const sent = scoreOf(waiting);

  it('delivered: nothing waits any more', () => {
    const before = postponed(waiting, sent, { reason: 'busy', now: at(1), waitMs: 5_000 });
    const enrolment = delivered(before, scoreOf(before), at(7));
    expect(scoreOf(enrolment)).toMatchObject({ state: 'delivered', tries: 2, deliveredAt: at(7) });
    expect(scoreOf(enrolment)).not.toHaveProperty('reason');
    expect(enrolment).not.toHaveProperty('nextScoreAt');
  });

  it('postponed: with its reason, one hour at most', () => {
    const soon = postponed(waiting, sent, { reason: 'busy', now: at(2), waitMs: 5_000 });
    expect(scoreOf(soon)).toMatchObject({ state: 'waiting', tries: 1, reason: 'busy' });
    expect(soon.nextScoreAt).toEqual(at(7));
    const late = postponed(waiting, sent, { reason: 'busy', now: at(2), waitMs: 86_400_000 });
    expect(late.nextScoreAt).toEqual(at(3602));
  });

  it('refused: kept with its reason, not tried again', () => {
    const enrolment = laidAside(waiting, sent, 'refused', 'not enrolled');
    expect(scoreOf(enrolment)).toMatchObject({ state: 'refused', reason: 'not enrolled' });
    expect(enrolment).not.toHaveProperty('nextScoreAt');
  });

  it('does not touch a newer score that replaced the one in flight', () => {
    const newer = earn(waiting, quiz(9, 2));
    expect(isStillWaiting(newer, sent)).toBe(false);
    expect(delivered(newer, sent, at(3))).toBe(newer);
    expect(laidAside(newer, sent, 'refused', 'no')).toBe(newer);
    expect(postponed(newer, sent, { reason: 'x', now: at(3), waitMs: 1 })).toBe(newer);
  });

  it('does not mistake the same value earned again for the one in flight', () => {
    const back = earn(earn(waiting, quiz(9, 2)), quiz(7, 3));
    expect(delivered(back, sent, at(4))).toBe(back);
  });

  it('does not undo a delivery that another process reported', () => {
    const done = delivered(waiting, sent, at(2));
    expect(postponed(done, sent, { reason: 'x', now: at(3), waitMs: 1 })).toBe(done);
    expect(laidAside(done, sent, 'refused', 'x')).toBe(done);
  });
});

describe('what the platform may hold', () => {
  const waiting = earn(nobody, quiz(7, 1));
  const seven = { scoreGiven: 7, scoreMaximum: 10 };
  const sentOf = (enrolment: Enrolment): unknown => scoreOf(enrolment).sent;

  it('is nothing before a score is sent, nor after one that surely did not arrive', () => {
    expect(sentOf(waiting)).toBeUndefined();
    const begun = sending(waiting, scoreOf(waiting));
    const wait = { reason: 'slow down', now: at(2), waitMs: 1 };
    const later = postponed(begun, scoreOf(begun), wait);
    expect(scoreOf(later)).not.toHaveProperty('sent');
    expect(scoreOf(later)).not.toHaveProperty('sending');
  });

  it('is the score that it took, and one whose answer was lost', () => {
    const took = delivered(waiting, scoreOf(waiting), at(2));
    expect(sentOf(took)).toEqual([seven]);
    const newer = earn(took, quiz(9, 3));
    expect(sentOf(newer)).toEqual([seven]);
    const lost = postponed(newer, scoreOf(newer), {
      reason: 'no answer',
      now: at(4),
      waitMs: 1,
      mayBeDone: true,
    });
    expect(sentOf(lost)).toEqual([seven, { ...seven, scoreGiven: 9 }]);
    expect(sentOf(delivered(lost, scoreOf(lost), at(5)))).toEqual([{ ...seven, scoreGiven: 9 }]);
  });

  it('is a score in flight that was replaced, or whose sender died', () => {
    const begun = sending(waiting, scoreOf(waiting));
    expect(sentOf(earn(begun, quiz(9, 2)))).toEqual([seven]);
    expect(sentOf(sending(begun, scoreOf(begun)))).toEqual([seven]);
    expect(sentOf(sendAgain(delivered(begun, scoreOf(begun), at(3)), 'quiz', at(4)))).toEqual([
      seven,
    ]);
  });
});

describe('sendAgain', () => {
  const waiting = earn(nobody, quiz(7, 1));

  it.each([
    ['refused', laidAside(waiting, scoreOf(waiting), 'refused', 'no')],
    ['delivered', delivered(waiting, scoreOf(waiting), at(2))],
    ['waiting', postponed(waiting, scoreOf(waiting), { reason: 'x', now: at(2), waitMs: 900_000 })],
  ])('makes a %s score due now, with a fresh count', (_state, enrolment) => {
    const again = sendAgain(enrolment, 'quiz', at(5));
    expect(scoreOf(again)).toMatchObject({ ...scoreOf(waiting), notBefore: at(5) });
    expect(scoreOf(again)).not.toHaveProperty('reason');
    expect(scoreOf(again)).not.toHaveProperty('deliveredAt');
    expect(again.nextScoreAt).toEqual(at(5));
  });

  it('changes nothing for an activity without a score', () => {
    expect(sendAgain(waiting, 'other', at(5))).toBe(waiting);
  });
});

describe('columnLearnt', () => {
  const waiting = earn(nobody, quiz(7, 1));

  it('makes a waiting or refused score due', () => {
    const sent = scoreOf(waiting);
    const later = postponed(waiting, sent, { reason: 'x', now: at(2), waitMs: 900_000 });
    expect(columnLearnt(later, 'quiz', at(5)).nextScoreAt).toEqual(at(5));
    const gone = laidAside(waiting, sent, 'refused', 'gone');
    expect(columnLearnt(gone, 'quiz', at(5)).nextScoreAt).toEqual(at(5));
  });

  it('leaves delivered scores and other activities alone', () => {
    const done = delivered(waiting, scoreOf(waiting), at(2));
    expect(columnLearnt(done, 'quiz', at(5))).toBe(done);
    expect(columnLearnt(waiting, 'reading', at(5))).toBe(waiting);
  });
});

describe('backoff', () => {
  it('doubles from 5 s to one hour, less up to a half', () => {
    expect([0, 1, 2, 9, 10, 500].map((tries) => backoff(tries, 0))).toEqual([
      5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000,
    ]);
    expect(backoff(0, 1)).toBe(2_500);
    expect(backoff(500, 0.5)).toBe(2_700_000);
  });
});
