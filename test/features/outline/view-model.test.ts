import { outlinePageModel } from '../../../lti-tool/features/outline/view-model';
import { programme } from '../../support/sample-programme';

test('modules list their readings and then the self-assessment', () => {
  const [module] = outlinePageModel(programme, false).modules;
  expect(module?.activities.map(({ href, about }) => `${href}: ${about}`)).toEqual([
    '/a/m01-r1: Reading, about 8 minutes',
    '/a/m01-r2: Reading, about 8 minutes',
    '/a/m01-test: 6 questions',
  ]);
});

test('live sessions stand under their day; only staff are led to the roster', () => {
  const { days } = outlinePageModel(programme, false);
  expect(days.map(({ sessions }) => sessions.map(({ href }) => href))).toEqual([
    ['/a/live-1-1', '/a/live-1-2'],
    ['/a/live-2-1'],
  ]);
  expect(days[0]?.sessions[0]?.roster).toBeNull();
  expect(outlinePageModel(programme, true).days[0]?.sessions[0]?.roster).toBe('/a/live-1-1/roster');
});

test('only staff are led to what is for facilitators', () => {
  const listed = (staff: boolean) =>
    outlinePageModel(programme, staff).guides.map(({ href, about }) => [href, about]);
  const open = [
    ['/guides/about', null],
    ['/guides/breakout-firearms', null],
  ];
  expect(listed(false)).toEqual(open);
  expect(listed(true)).toEqual([...open, ['/guides/facilitator-notes-day-1', 'For facilitators']]);
});
