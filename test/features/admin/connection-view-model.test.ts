import { connectionPageModel } from '../../../lti-tool/features/admin/connection-view-model';
import type { ConnectionFinding } from '../../../lti-tool/lti/port';

const detail = 'What happened.';
const rowsOf = (...findings: ConnectionFinding[]) => {
  const { result } = connectionPageModel(findings, 'token');
  if (!result) throw new Error('no result');
  return result;
};

test('nothing is said before anything was tried', () => {
  expect(connectionPageModel(null, 'token').result).toBeNull();
});

test('where to switch something on is said when it is missing or refused, and only then', () => {
  const outcomes = ['works', 'missing', 'refused', 'failed', 'not-tried'] as const;
  const { rows, summary } = rowsOf(
    ...outcomes.map((outcome) => ({ part: 'token-scores', outcome, detail }) as const),
  );
  expect(rows.map(({ state, where }) => [state.word, where !== null])).toEqual([
    ['Works', false],
    ['Missing', true],
    ['Refused', true],
    ['Failed', false],
    ['Not tried', false],
  ]);
  expect(rows.every((row) => row.detail === detail)).toBe(true);
  expect(rows[1]?.where?.moodle).toContain('IMS LTI Assignment and Grade Services');
  expect(rows[1]?.where?.canvas).toContain('Can create and update submission results');
  expect(summary).toBe('4 things do not work. What to do stands below.');
});

test('permission to read columns is not needed by whoever may make them', () => {
  const read = { part: 'token-line-items-read', outcome: 'missing', detail } as const;
  const make = (outcome: 'works' | 'missing') =>
    ({ part: 'token-line-items', outcome, detail }) as const;
  expect(rowsOf(make('works'), read)).toMatchObject({
    summary: 'Everything works.',
    rows: [{}, { state: { icon: 'met', word: 'Not needed' }, where: null }],
  });
  expect(rowsOf(make('missing'), read).rows[1]?.state.word).toBe('Missing');
});
