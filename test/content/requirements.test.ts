import { loadProgramme } from '../../lti-tool/content/load';
import { completionRules } from '../../lti-tool/content/requirements';
import { SMALL } from './broken-copy';

it('asks for every reading, self-assessment and live session, in the order of the programme', () => {
  const { requirements } = completionRules(loadProgramme(SMALL));
  expect(requirements).toEqual([
    { id: 'reading:m01-r1', kind: 'reading', activityId: 'm01-r1' },
    { id: 'assessment:m01-test', kind: 'assessment', activityId: 'm01-test' },
    { id: 'attendance:live-1-1', kind: 'attendance', activityId: 'live-1-1' },
    { id: 'participation:live-1-1', kind: 'participation', activityId: 'live-1-1' },
    { id: 'attendance:live-1-2', kind: 'attendance', activityId: 'live-1-2' },
    { id: 'participation:live-1-2', kind: 'participation', activityId: 'live-1-2' },
  ]);
});

it('takes the closing moment from the edition', () => {
  expect(completionRules(loadProgramme(SMALL)).closesAt).toBeUndefined();
  expect(completionRules(loadProgramme(SMALL, { edition: 'closing' })).closesAt).toEqual(
    new Date('2026-12-15T23:59:59Z'),
  );
});
