import type { PlatformAnswer } from '../../../lti-tool/lti/services/http';
import { nextPage } from '../../../lti-tool/lti/services/urls';

const HERE = 'https://lms.example/members';
const withLink = (link: string): PlatformAnswer => ({ status: 200, headers: { link }, text: '' });

test.each([
  ['plain', '<https://lms.example/members?p=2>; rel="next"'],
  ['the second of two', '<https://lms.example/a>; rel="prev", </members?p=2>; rel="next"'],
  ['one relation of several', '<https://lms.example/members?p=2>; rel="last next"'],
  ["Moodle's quotes", '<https://lms.example/members?p=2>; rel=\u201cnext\u201d'],
])('finds the next page: %s', (_what, link) => {
  expect(nextPage(withLink(link), HERE)).toBe('https://lms.example/members?p=2');
});

test('goes to no other site, for the access token goes along', () => {
  expect(nextPage(withLink('<https://evil.example/>; rel="next"'), HERE)).toBeUndefined();
});

test.each([
  ['many starts', '<'.repeat(16_000)],
  ['many relations', `<x>${'rel='.repeat(4000)}`],
])('a hostile header takes no time: %s', (_what, link) => {
  const start = performance.now();
  expect(nextPage(withLink(link), HERE)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(50);
});
