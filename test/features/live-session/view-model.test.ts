import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { LedgerEntry } from '../../../lti-tool/domain/ledger';
import { peopleOf } from '../../../lti-tool/domain/people';
import { rosterPageModel } from '../../../lti-tool/features/live-session/roster-view-model';
import { liveSessionPageModel } from '../../../lti-tool/features/live-session/view-model';
import { guides, liveSessions } from '../../support/sample-programme';

const [session] = liveSessions;
if (!session) throw new Error('The sample programme has a live session');

const recorded = (
  minute: number,
  present: boolean,
  active: boolean,
  reason?: string,
): LedgerEntry[] => {
  const base = {
    activityId: session.id,
    by: 'enrolment-facilitator',
    at: new Date(Date.UTC(2026, 10, 24, 21, minute)),
    ...(reason && { reason }),
  };
  return [
    { kind: 'attendance-recorded', key: `attendance:${minute}`, present, ...base },
    { kind: 'participation-recorded', key: `participation:${minute}`, active, ...base },
  ];
};
const person = (id: string, ledger: LedgerEntry[], name?: string): Enrolment => ({
  id,
  version: 1,
  registrationId: 'r',
  deploymentId: 'd',
  contextId: 'c',
  subject: id,
  role: 'participant',
  ...(name && { name }),
  ledger,
  scores: [],
  createdAt: new Date(0),
  launchedAt: new Date(0),
});
const roster = (
  participants: Enrolment[],
  more: Partial<Omit<Parameters<typeof rosterPageModel>[0], 'participants'>> = {},
): ReturnType<typeof rosterPageModel> =>
  rosterPageModel({
    session,
    guides: [],
    participants: peopleOf(participants, undefined),
    page: 1,
    nameOf: (id) => (id === 'enrolment-facilitator' ? 'Leyla' : undefined),
    formToken: 't',
    ...more,
  });

test('the page of a session gives begin and end, and the own records', () => {
  const model = liveSessionPageModel({
    session,
    guides: [],
    staff: false,
    statuses: [
      {
        requirement: { id: 'a', kind: 'attendance', activityId: session.id },
        state: 'met',
        since: new Date('2026-11-24T21:00:00Z'),
        evidence: [],
      },
    ],
  });
  expect([model.startsAt.text, model.endsAt.text]).toEqual([
    '24 November 2026, 06:30 UTC',
    '24 November 2026, 07:35 UTC',
  ]);
  expect(model.records).toMatchObject([{ label: 'Attendance', state: { word: 'Present' } }]);
  expect(model.roster).toBeNull();
});

test('staff are led to the roster', () => {
  const model = liveSessionPageModel({ session, guides: [], staff: true, statuses: [] });
  expect(model.roster).toBe('/a/live-1-1/roster');
});

test('the guides of the session are linked; the roster leads to the notes of the day only', () => {
  const links = (list: readonly { href: string }[]): string[] => list.map(({ href }) => href);
  const page = liveSessionPageModel({ session, guides, staff: true, statuses: [] });
  expect(links(page.guides)).toEqual([
    '/guides/about',
    '/guides/breakout-firearms',
    '/guides/facilitator-notes-day-1',
  ]);
  expect(links(roster([], { guides }).notes)).toEqual(['/guides/facilitator-notes-day-1']);
});

test('without a record nothing is assumed, and no reason is asked', () => {
  const { people, recorded: count } = roster([person('p1', [], 'Asha')]);
  expect(count).toBe('0 of 1 recorded');
  expect(people[0]).toMatchObject({ state: null, reason: null, history: [] });
  const chosen = people[0]?.standing.options.filter(({ checked }) => checked);
  expect(chosen).toMatchObject([{ value: '', text: 'Not recorded' }]);
});

test.each([
  [true, true, 'active', 'Present and active'],
  [true, false, 'present', 'Present, not active'],
  [false, false, 'absent', 'Absent'],
])('present %s, active %s is shown and chosen as %s', (present, active, value, word) => {
  const [row] = roster([person('p1', recorded(0, present, active))]).people;
  expect(row?.state?.word).toBe(word);
  const chosen = row?.standing.options.filter(({ checked }) => checked);
  expect(chosen).toMatchObject([{ value }]);
  expect(row?.standing.options.map((option) => option.value)).not.toContain('');
});

test('a correction keeps what was there, who changed it, when and why', () => {
  const ledger = [...recorded(0, false, false), ...recorded(30, true, true, 'Joined by telephone')];
  const [row] = roster([person('p1', ledger)]).people;
  expect(row?.history).toEqual([
    {
      text: 'present, active',
      at: { iso: '2026-11-24T21:30:00.000Z', text: '24 November 2026, 21:30 UTC' },
      by: 'Leyla',
      reason: 'Joined by telephone',
    },
    {
      text: 'absent, not active',
      at: { iso: '2026-11-24T21:00:00.000Z', text: '24 November 2026, 21:00 UTC' },
      by: 'Leyla',
      reason: null,
    },
  ]);
});

test('a correction without a reason leads to its field and keeps the choice', () => {
  const { people, errors } = roster([person('p1', recorded(0, true, true), 'Asha')], {
    reasonsMissing: ['p1'],
    draft: new Map([['p1', { standing: 'absent', reason: '' }]]),
  });
  expect(errors).toEqual([
    { href: '#reason-p1', message: '\u2068Asha\u2069: Say why you correct this record.' },
  ]);
  const chosen = people[0]?.standing.options.filter(({ checked }) => checked);
  expect(chosen).toMatchObject([{ value: 'absent' }]);
});

test('people without a name can be told apart', () => {
  const { people } = roster([person('enrolment-aaaaaa', []), person('enrolment-bbbbbb', [])]);
  expect(people.map(({ name }) => name)).toEqual([
    'Name withheld (…aaaaaa)',
    'Name withheld (…bbbbbb)',
  ]);
});
