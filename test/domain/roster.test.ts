import type { Enrolment } from '../../lti-tool/domain/enrolment';
import { left } from '../../lti-tool/domain/leaving';
import { memberId, peopleOf } from '../../lti-tool/domain/people';
import { asListed, membersAfter, type Roster } from '../../lti-tool/domain/roster';
import { earn } from '../../lti-tool/domain/score-outbox';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 24, hour));
const ana = { userId: 'ana', role: 'participant', name: 'Ana', isActive: true } as const;
const bo = { userId: 'bo', role: 'participant', name: 'Bo', isActive: true } as const;

describe('the members after a list was read', () => {
  const first = membersAfter([], [ana, bo], at(1));

  it('are those who are listed', () => {
    expect(first).toEqual([
      { subject: 'ana', role: 'participant', name: 'Ana' },
      { subject: 'bo', role: 'participant', name: 'Bo' },
    ]);
  });

  it('and those who were, marked with the time they were missed first', () => {
    const second = membersAfter(first, [ana], at(2));
    const third = membersAfter(second, [ana], at(3));
    expect(third).toEqual([first[0], { ...first[1], leftAt: at(2) }]);
    expect(membersAfter(third, [ana, bo], at(4))).toEqual(first);
  });

  it('have left where they are listed as inactive', () => {
    const gone = { ...bo, isActive: false };
    const second = membersAfter(first, [ana, gone], at(2));
    expect(second[1]).toEqual({ ...first[1], leftAt: at(2) });
    expect(membersAfter(second, [ana, gone], at(3))[1]?.leftAt).toEqual(at(2));
  });

  it('keep a name that a later list withholds, and take over a new role', () => {
    const withheld = { userId: 'ana', role: 'facilitator', isActive: true } as const;
    expect(membersAfter(first, [withheld], at(2))[0]).toEqual({
      subject: 'ana',
      role: 'facilitator',
      name: 'Ana',
    });
  });
});

const enrolled: Enrolment = {
  id: 'e1',
  version: 1,
  registrationId: 'r',
  deploymentId: 'd',
  contextId: 'c',
  subject: 'ana',
  role: 'participant',
  ledger: [],
  scores: [],
  createdAt: at(0),
};
const launched: Enrolment = { ...enrolled, launchedAt: at(1) };
const member = { subject: 'ana', role: 'facilitator', name: 'Ana' } as const;
const told = { asked: at(2), now: at(3) };

describe('an enrolment after a list was read', () => {
  it('takes role and name from it until its person launches', () => {
    expect(asListed(enrolled, member, told)).toMatchObject({ role: 'facilitator', name: 'Ana' });
  });

  it('keeps what a launch said, and takes a name that it withheld', () => {
    expect(asListed(launched, member, told)).toMatchObject({ role: 'participant', name: 'Ana' });
    const named = { ...launched, name: 'Ana María' };
    expect(asListed(named, member, told)).toBe(named);
  });

  it('has left where its person is missing, with the scores that wait parked', () => {
    const waiting = earn(launched, {
      activityId: 'quiz',
      scoreGiven: 1,
      scoreMaximum: 1,
      at: at(1),
    });
    for (const missing of [undefined, { ...member, leftAt: at(2) }]) {
      const gone = asListed(waiting, missing, told);
      expect(gone).toMatchObject({ leftAt: at(3), scores: [{ state: 'parked' }] });
      expect(gone).not.toHaveProperty('nextScoreAt');
      expect(asListed(gone, missing, { asked: at(5), now: at(6) }).leftAt).toEqual(at(3));
      const back = asListed(gone, member, { asked: at(5), now: at(6) });
      expect(back).not.toHaveProperty('leftAt');
      expect(back).toMatchObject({ scores: [{ state: 'waiting' }], nextScoreAt: at(6) });
    }
  });

  it('has not left who launched while the list was read, nor staff whom it leaves out', () => {
    const late = { ...launched, launchedAt: at(2) };
    expect(asListed(late, undefined, told)).toBe(late);
    const staff: Enrolment = { ...launched, role: 'administrator' };
    expect(asListed(staff, undefined, told)).toBe(staff);
  });
});

test('people are everyone enrolled or listed, each once, by name', () => {
  const roster: Roster = {
    id: 'roster',
    version: 1,
    registrationId: 'r',
    deploymentId: 'd',
    contextId: 'c',
    triedAt: at(1),
    members: [
      member,
      { subject: 'bo:1', role: 'participant', name: 'Bo', leftAt: at(1) },
      { subject: 'zed', role: 'participant' },
    ],
  };
  const gone = left({ ...launched, subject: 'cy', id: 'e2', name: 'Cy' }, at(2));
  expect(peopleOf([gone, launched], roster)).toEqual([
    { id: 'e1', subject: 'ana', name: 'Ana', role: 'participant', enrolment: launched },
    { id: memberId('bo:1'), subject: 'bo:1', name: 'Bo', role: 'participant', leftAt: at(1) },
    { id: 'e2', subject: 'cy', name: 'Cy', role: 'participant', leftAt: at(2), enrolment: gone },
    { id: memberId('zed'), subject: 'zed', role: 'participant' },
  ]);
  expect(memberId('bo:1')).toMatch(/^member:[\w-]+$/);
});

test('a test person is known from the list of people, and stays one', () => {
  const now = new Date('2026-11-25T09:00:00Z');
  const listed = { userId: 'test', role: 'participant', testPerson: true, isActive: true } as const;
  const [member] = membersAfter([], [listed], now);
  expect(member).toEqual({ subject: 'test', role: 'participant', testPerson: true });
  const enrolment: Enrolment = {
    id: 'e',
    version: 1,
    registrationId: 'r',
    deploymentId: 'd',
    contextId: 'c',
    subject: 'test',
    role: 'participant',
    ledger: [],
    scores: [],
    createdAt: now,
  };
  const marked = asListed(enrolment, member, { asked: now, now });
  expect(marked.testPerson).toBe(true);
  const unmarked = { subject: 'test', role: 'participant' } as const;
  expect(asListed(marked, unmarked, { asked: now, now })).toBe(marked);
});
