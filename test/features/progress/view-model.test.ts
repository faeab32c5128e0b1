import { completionRules } from '../../../lti-tool/content/requirements';
import { decideCompletion } from '../../../lti-tool/domain/completion';
import type { LedgerEntry } from '../../../lti-tool/domain/ledger';
import { progressPageModel } from '../../../lti-tool/features/progress/view-model';
import { liveSessions, programme } from '../../support/sample-programme';

const rules = completionRules(programme);
const before = new Date('2026-11-25T00:00:00Z');
const at = new Date('2026-11-24T21:00:00Z');
const opened = (activityId: string, page: number): LedgerEntry => ({
  kind: 'page-opened',
  key: `${activityId}:${page}`,
  activityId,
  page,
  at,
});
const confirmed: LedgerEntry = {
  kind: 'reading-confirmed',
  key: 'confirmed',
  activityId: 'm01-r1',
  pages: 3,
  at,
};
const absent: LedgerEntry = {
  kind: 'attendance-recorded',
  key: 'absent',
  activityId: 'live-1-1',
  present: false,
  by: 'facilitator',
  at,
};

type Model = ReturnType<typeof progressPageModel>;
const model = (ledger: LedgerEntry[], now = before, staff = false): Model =>
  progressPageModel({
    programme,
    completion: decideCompletion(rules, ledger, now),
    ledger,
    certificateIssued: false,
    staff,
  });
const row = ({ groups }: Model, title: string): Model['groups'][number]['activities'][number] => {
  const found = groups
    .flatMap(({ activities }) => activities)
    .find((activity) => activity.title === title);
  if (!found) throw new Error(title);
  return found;
};

const done = [opened('m01-r1', 1), opened('m01-r1', 2), opened('m01-r1', 3), confirmed];
const FIRST = 'Why organized crime is a development question';

test('every requirement of the edition is on the page once', () => {
  const shown = model([]).groups.flatMap(({ activities }) =>
    activities.flatMap(({ requirements }) => requirements),
  );
  expect(shown).toHaveLength(rules.requirements.length);
});

test('groups are the modules, then the live days', () => {
  expect(model([]).groups.map(({ id, count }) => `${id}: ${count}`)).toEqual([
    'm01: 0 of 3 met',
    'day-1: 0 of 4 met',
    'day-2: 0 of 2 met',
  ]);
});

test('what is met counts, shows its day, and asks for nothing', () => {
  const page = model(done);
  expect(page.summary).toBe('1 of 9 requirements met');
  expect(page.conditions[0]).toEqual({ label: 'Readings', met: 1, total: 2 });
  expect(row(page, FIRST).requirements).toEqual([
    { state: { icon: 'met', word: 'Done' }, since: '24 November 2026', todo: null },
  ]);
});

test('an unfinished reading says how far it is, and what is left to do', () => {
  const some = row(model([opened('m01-r1', 1), opened('m01-r1', 2)]), FIRST);
  expect(some.requirements[0]?.todo).toBe('2 of 3 pages opened.');
  const all = row(model(done.slice(0, 3)), FIRST);
  expect(all.requirements[0]?.todo).toMatch(/Confirm on the last page/);
  expect(row(model([]), FIRST).requirements[0]?.todo).toBeNull();
});

test('an absence says whom to tell; the other requirement of the session stays open', () => {
  const { requirements } = row(model([absent]), liveSessions[0]?.title ?? '');
  expect(requirements.map(({ state, todo }) => [state.word, todo])).toEqual([
    ['Absent', 'If this is not right, tell your facilitator.'],
    ['Active part not recorded yet', null],
  ]);
});

test('after the closing moment, undone readings say so and are not offered as next', () => {
  const page = model([], new Date('2027-01-01T00:00:00Z'));
  expect(row(page, FIRST).requirements[0]?.state.word).toBe('Not done in time');
  expect(page.next).toBeNull();
});

test('the next thing to do is the first that one can do alone', () => {
  expect(model(done).next).toEqual({ href: '/a/m01-r2', label: 'Who is a stakeholder?' });
});

describe('the certificate block', () => {
  const whole = {
    requirements: decideCompletion(rules, [], before).requirements.map((status) => ({
      ...status,
      state: 'met' as const,
      since: at,
    })),
    complete: true,
    completedAt: at,
  };
  const block = (certificateIssued: boolean, staff: boolean): Model['certificate'] =>
    progressPageModel({ programme, completion: whole, ledger: [], certificateIssued, staff })
      .certificate;

  test('names what is missing', () => {
    expect(model(done).certificate).toMatchObject({
      ready: false,
      issued: false,
      missing: [
        '1 reading',
        '1 self-assessment',
        '3 live sessions to attend',
        '3 active parts in live sessions',
      ],
    });
  });

  test('is ready, then issued', () => {
    expect(block(false, false)).toMatchObject({ ready: true, issued: false, missing: [] });
    expect(block(true, false)).toMatchObject({ ready: false, issued: true });
  });

  test('stays when a record is corrected after it was issued', () => {
    const { certificate } = progressPageModel({
      programme,
      completion: decideCompletion(rules, [], before),
      ledger: [],
      certificateIssued: true,
      staff: false,
    });
    expect(certificate).toMatchObject({ ready: false, issued: true });
  });

  test('is never for staff', () => {
    expect(block(true, true)).toMatchObject({ ready: false, issued: false, staff: true });
  });
});
