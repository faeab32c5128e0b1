import { placeInWords, wayBack } from '../../lti-tool/web/way-back';

const returnUrl = 'https://lms.example/return?course=3';

test('the way back keeps the platform’s query and adds the message', () => {
  const link = wayBack({ returnUrl }, { lti_msg: 'Saved & done' });
  expect(link?.label).toBe('Back to the course');
  expect(Object.fromEntries(new URL(link?.href ?? '').searchParams)).toEqual({
    course: '3',
    lti_msg: 'Saved & done',
  });
});

test('without an address there is no way back', () => {
  expect(wayBack({ contextTitle: 'Asia 2026' }, { lti_msg: 'x' })).toBeUndefined();
});

test.each([
  [{ contextTitle: 'Asia 2026', platformName: 'Our Moodle' }, 'Asia 2026 · Our Moodle'],
  [{ platformName: 'Our Moodle' }, 'Our Moodle'],
  [{}, undefined],
])('the place is named as far as it is known: %j', (origin, words) => {
  expect(placeInWords(origin)).toBe(words);
});

test('a long title is cut between characters', () => {
  const title = 'ชื่อ'.repeat(60);
  const words = placeInWords({ contextTitle: title }) ?? '';
  expect([...new Intl.Segmenter().segment(words)]).toHaveLength(60);
  expect(title.startsWith(words.slice(0, -1))).toBe(true);
});
