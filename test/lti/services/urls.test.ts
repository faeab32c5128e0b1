import { ServiceError } from '../../../lti-tool/lti/port';
import type { PlatformAnswer } from '../../../lti-tool/lti/services/http';
import { nextPage, withMissing } from '../../../lti-tool/lti/services/urls';

const HERE = 'https://lms.example/members';
const withLink = (link: string): PlatformAnswer => ({ status: 200, headers: { link }, text: '' });

test.each([
  ['plain', '<https://lms.example/members?p=2>; rel="next"'],
  ['the second of two', '<https://lms.example/a>; rel="prev", </members?p=2>; rel="next"'],
  ['one relation of several', '<https://lms.example/members?p=2>; rel="last next"'],
  ['no quotes, other case', '<https://lms.example/members?p=2>; REL=Next'],
  ['a title before it', '<https://lms.example/members?p=2>; title="a, b"; rel=next'],
  ['http behind a proxy', '<http://lms.example/members?p=2>; rel="next"'],
  ["Moodle's quotes", '<https://lms.example/members?p=2>; rel=\u201cnext\u201d'],
])('finds the next page: %s', (_what, link) => {
  expect(nextPage(withLink(link), HERE)).toBe('https://lms.example/members?p=2');
});

test('finds the next page after thousands of characters', () => {
  const long = `https://lms.example/members?cursor=${'x'.repeat(5000)}`;
  const header = `<${long}>; rel="current",<${long}&p=2>; rel="next",<${long}&p=9>; rel="last"`;
  expect(nextPage(withLink(header), HERE)).toBe(`${long}&p=2`);
});

test.each(['https://evil.example/', 'https://lms.example:444/x', 'http://[', 'ftp://lms.example/'])(
  'does not go to %s, for the access token goes along, and does not take the list for complete',
  (url) => {
    expect(() => nextPage(withLink(`<${url}>; rel="next"`), HERE)).toThrow(ServiceError);
  },
);

test.each([
  ['?a=1&a=2&limit=10', { limit: '50' }, '?a=1&a=2&limit=10'],
  ['?a=%20b', { limit: '50', role: 'x#y' }, '?a=%20b&limit=50&role=x%23y'],
  ['', { limit: '50' }, '?limit=50'],
])('keeps the query %j that the platform wrote, adding what lacks of %j', (own, more, query) => {
  expect(withMissing(`${HERE}${own}`, more)).toBe(`${HERE}${query}`);
});

test.each([
  ['many starts', '<'.repeat(16_000)],
  ['many relations', `<x>${'rel='.repeat(4000)}`],
])('a hostile header takes no time: %s', (_what, link) => {
  const start = performance.now();
  expect(nextPage(withLink(link), HERE)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(50);
});
