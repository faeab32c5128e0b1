import type { RequirementStatus } from '../../../lti-tool/domain/completion';
import { readingPageModel } from '../../../lti-tool/features/reading/view-model';
import { sampleModule } from '../../support/sample-programme';

const [reading, second] = sampleModule.readings;
if (!reading || !second) throw new Error('The sample module has two readings');

const status = (state: RequirementStatus['state']): RequirementStatus => ({
  requirement: { id: `reading:${reading.id}`, kind: 'reading', activityId: reading.id },
  state,
  since: state === 'met' ? new Date('2026-11-24T21:00:00Z') : undefined,
  evidence: [],
});
const model = (
  page: number,
  opened: number[],
  state: RequirementStatus['state'] = 'pending',
): ReturnType<typeof readingPageModel> =>
  readingPageModel({
    module: sampleModule,
    reading,
    page,
    opened,
    status: status(state),
    formToken: 't',
  });

test('only pages opened before are linked, and the page itself is current', () => {
  expect(model(2, [1]).pages.map(({ href, current }) => [href, current])).toEqual([
    ['/a/m01-r1?page=1', false],
    [null, true],
    [null, false],
  ]);
});

test('the questions stand on the first page, the ending on the last', () => {
  expect(model(1, []).questions).toEqual(reading.questions);
  expect(model(1, []).ending).toBeNull();
  expect(model(3, []).questions).toEqual([]);
  expect(model(3, []).ending).not.toBeNull();
});

test('the ends of a reading have no page beyond them', () => {
  expect([model(1, []).previous, model(3, []).next]).toEqual([null, null]);
  expect(model(2, []).next).toEqual({ href: '/a/m01-r1?page=3', label: 'In your country' });
});

test('pages not opened are named instead of the confirmation', () => {
  const { ending } = model(3, [1]);
  expect(ending?.missing).toEqual([{ href: '/a/m01-r1?page=2', label: 'What target 16.4 asks' }]);
  expect(ending?.form).toBeNull();
});

test('with every page opened, the person can confirm; the page shown counts', () => {
  expect(model(3, [2, 1]).ending?.form).toEqual({
    action: '/a/m01-r1/confirm',
    formToken: 't',
    error: null,
  });
});

test('a completed reading says when, and leads on', () => {
  const { done, ending } = model(3, [1, 2, 3], 'met');
  expect(done?.text).toBe('24 November 2026, 21:00 UTC');
  expect(ending?.form).toBeNull();
  expect(ending?.following.href).toBe('/a/m01-r2');
});

test('the last reading leads to the self-assessment', () => {
  const { ending } = readingPageModel({
    module: sampleModule,
    reading: second,
    page: 3,
    opened: [1, 2],
    status: status('met'),
    formToken: 't',
  });
  expect(ending?.following).toEqual({ href: '/a/m01-test', label: 'Self-assessment 1' });
});

test('after the closing moment nothing can be confirmed, and nothing is asked for', () => {
  expect(model(3, [], 'not-met').ending).toMatchObject({ closed: true, form: null, missing: [] });
});
