import { readChoice } from '../../../lti-tool/features/deep-linking/choice';
import { programmeTree } from '../../../lti-tool/features/deep-linking/tree';
import { programme } from '../../support/sample-programme';

const tree = programmeTree(programme);
const several = { takesSeveral: true };
const one = { takesSeveral: false };
const chosen = (body: unknown, request = several): readonly string[] => {
  const choice = readChoice(body, tree, request);
  if (choice.kind !== 'chosen') throw new Error(choice.kind);
  return choice.leaves.map(({ id }) => id);
};

test('everything is in the order in which it belongs in a course, each once', () => {
  const all = chosen({ everything: 'yes' });
  expect(all).toEqual([
    'progress',
    'm01-r1',
    'm01-r2',
    'm01-test',
    'live-1-1',
    'live-1-2',
    'live-2-1',
    'certificate',
  ]);
});

test.each<[string, unknown, readonly string[]]>([
  ['a module brings all of it', { group: 'm01' }, ['m01-r1', 'm01-r2', 'm01-test']],
  ['a live day too', { group: ['day-2', 'day-1'] }, ['live-1-1', 'live-1-2', 'live-2-1']],
  [
    'what comes twice is there once',
    { group: 'm01', activity: ['m01-test', 'm01-r1', 'm01-r1', 'progress'] },
    ['progress', 'm01-r1', 'm01-r2', 'm01-test'],
  ],
  ['single activities', { activity: ['certificate', 'm01-r2'] }, ['m01-r2', 'certificate']],
])('%s', (_what, body, ids) => {
  expect(chosen(body)).toEqual(ids);
});

test.each([{}, { group: [] }, { activity: { length: 1 } }, { group: { $ne: 1 } }])(
  'nothing chosen is a mistake (%j)',
  (body) => {
    expect(readChoice(body, tree, several)).toEqual({
      kind: 'mistake',
      message: 'Choose at least one activity.',
      ticked: new Set(),
    });
  },
);

test('a platform that takes one item gets one', () => {
  expect(chosen({ activity: 'm01-r1' }, one)).toEqual(['m01-r1']);
  for (const body of [
    { activity: ['m01-r1', 'm01-r2'] },
    { group: 'm01' },
    { everything: 'yes' },
  ]) {
    expect(readChoice(body, tree, one)).toMatchObject({
      kind: 'mistake',
      message: 'This place of the course takes one activity. Choose only one.',
    });
  }
});

test('who cancels has chosen nothing, whatever is ticked', () => {
  const body = { cancel: 'yes', everything: 'yes', activity: 'unknown' };
  expect(readChoice(body, tree, several)).toEqual({ kind: 'cancelled' });
});

test.each([
  { activity: 'm99-r1' },
  { activity: ['m01-r1', '__proto__'] },
  { activity: 'm01' },
  { group: 'm01-r1' },
  { group: ['m01', 'progress'] },
  { group: 'constructor' },
])('what the dialogue does not offer is refused (%j)', (body) => {
  let refusal: unknown;
  try {
    readChoice(body, tree, several);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ id: 'activity-unknown', status: 400 });
});
