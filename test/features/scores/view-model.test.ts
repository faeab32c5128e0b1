import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { TRAINING_COMPLETED } from '../../../lti-tool/domain/score-outbox';
import type { ScoreOnItsWay } from '../../../lti-tool/domain/score-on-its-way';
import { scoresPageModel, type ScoreFilter } from '../../../lti-tool/features/scores/view-model';
import { programme } from '../../support/sample-programme';

const score = (
  activityId: string,
  state: ScoreOnItsWay['state'],
  reason?: string,
): ScoreOnItsWay => ({
  activityId,
  scoreGiven: 1,
  scoreMaximum: 1,
  earnedAt: new Date('2026-11-24T21:00:00Z'),
  state,
  tries: 1,
  notBefore: new Date('2026-11-24T21:00:00Z'),
  ...(reason && { reason }),
});
const asha: Enrolment = {
  id: 'enrolment-1',
  version: 1,
  registrationId: 'r',
  deploymentId: 'd',
  contextId: 'c',
  subject: 's',
  role: 'participant',
  name: 'Asha',
  ledger: [],
  scores: [
    score('m01-r1', 'delivered'),
    score('m01-test', 'waiting', 'The course did not answer.'),
    score(TRAINING_COMPLETED, 'refused', 'Unknown person.'),
  ],
  createdAt: new Date(0),
  launchedAt: new Date(0),
};
const page = (filter: ScoreFilter): ReturnType<typeof scoresPageModel> =>
  scoresPageModel({
    programme,
    enrolments: [asha],
    seesResults: true,
    filter,
    page: 1,
    formToken: 't',
  });

test('what needs a hand comes first, with its reason', () => {
  expect(
    page('all').rows.map(({ activity, state, reason }) => [activity, state.word, reason]),
  ).toEqual([
    ['Whole training', 'Refused', 'Unknown person.'],
    ['Self-assessment 1', 'Waiting', 'The course did not answer.'],
    ['Why organized crime is a development question', 'Delivered', null],
  ]);
});

test('only scores that are not delivered can be sent again', () => {
  expect(page('all').rows.map(({ again }) => again)).toEqual([
    `enrolment-1:${TRAINING_COMPLETED}`,
    'enrolment-1:m01-test',
    null,
  ]);
});

test('a filter narrows the list, and still counts everything', () => {
  const { rows, filters } = page('waiting');
  expect(rows).toHaveLength(1);
  expect(filters.map(({ label, current }) => [label, current])).toEqual([
    ['All (3)', false],
    ['Refused (1)', false],
    ['Changed by a teacher (0)', false],
    ['Parked (0)', false],
    ['Waiting (1)', true],
    ['Delivered (1)', false],
  ]);
});

test('what a teacher changed, and who left, are told apart from refusals', () => {
  const scores = [
    score('m01-test', 'parked', 'The person left.'),
    score('m01-r1', 'overruled', 'A teacher changed it.'),
    score(TRAINING_COMPLETED, 'refused', 'Unknown person.'),
  ];
  const { rows } = scoresPageModel({
    programme,
    enrolments: [{ ...asha, scores }],
    seesResults: true,
    filter: 'all',
    page: 1,
    formToken: 't',
  });
  expect(rows.map(({ state, reason, again }) => [state.word, reason, again !== null])).toEqual([
    ['Refused', 'Unknown person.', true],
    ['Changed by a teacher', 'A teacher changed it.', true],
    ['Parked', 'The person left.', true],
  ]);
});

test('a long list comes page by page, and its pages keep the filter', () => {
  const scores = Array.from({ length: 150 }, (_, number) => score(`a-${number}`, 'waiting'));
  const model = scoresPageModel({
    programme,
    enrolments: [{ ...asha, scores }],
    seesResults: true,
    filter: 'waiting',
    page: 2,
    formToken: 't',
  });
  expect(model.rows).toHaveLength(50);
  expect(model.paging?.previous?.href).toBe('/scores?show=waiting&page=1');
});
