import { contentItem } from '../../../lti-tool/features/deep-linking/content-item';
import { leavesOf, programmeTree } from '../../../lti-tool/features/deep-linking/tree';
import { programme } from '../../support/sample-programme';

const BASE_URL = 'https://training.example.org';
const full = { takesLineItems: true, targets: ['iframe', 'window'] } as const;
const leaves = leavesOf(programmeTree(programme));
const item = (id: string, accepted: Parameters<typeof contentItem>[1] = full) => {
  const leaf = leaves.find((candidate) => candidate.id === id);
  if (!leaf) throw new Error(`no ${id}`);
  return contentItem(leaf, accepted, BASE_URL);
};

test('an activity is named by its path, and its column by what it is found again by', () => {
  expect(item('m01-test')).toEqual({
    type: 'ltiResourceLink',
    title: 'Self-assessment 1',
    text: '6 questions',
    url: 'https://training.example.org/a/m01-test',
    lineItem: {
      label: 'Self-assessment 1',
      scoreMaximum: 6,
      resourceId: 'm01-test',
      tag: 'assessment',
    },
    iframe: { width: 900, height: 700 },
    window: { targetName: 'untoc-training' },
  });
});

test.each([
  ['m01-r1', 'reading'],
  ['live-1-1', 'live-session'],
  ['live-1-2', 'breakout'],
])('%s is complete or not: one point', (id, tag) => {
  expect(item(id).lineItem).toMatchObject({ scoreMaximum: 1, resourceId: id, tag });
});

test.each(['progress', 'certificate'])('%s has no score and no column', (id) => {
  expect(item(id)).not.toHaveProperty('lineItem');
});

test('a platform gets no more than it takes', () => {
  const none = item('m01-test', { takesLineItems: false, targets: [] });
  expect(Object.keys(none)).toEqual(['type', 'title', 'text', 'url']);
  expect(item('m01-r1', { ...full, targets: ['window'] })).not.toHaveProperty('iframe');
  expect(item('m01-r1', { ...full, targets: ['iframe'] })).not.toHaveProperty('window');
});
