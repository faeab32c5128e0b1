import { pageNumber, pageOf } from '../../lti-tool/web/paging';

const all = Array.from({ length: 250 }, (_, index) => index);
const hrefOf = (number: number): string => `/people?page=${number}`;

test('a short list is one page, without a way to others', () => {
  expect(pageOf([1, 2], 1, hrefOf)).toEqual({ items: [1, 2], number: 1, paging: null });
  expect(pageOf([], 7, hrefOf)).toEqual({ items: [], number: 1, paging: null });
});

test('a long list comes 100 at a time, every item on one page', () => {
  const pages = [1, 2, 3].map((number) => pageOf(all, number, hrefOf));
  expect(pages.flatMap(({ items }) => items)).toEqual(all);
  expect(pages[1]?.paging).toEqual({
    text: 'Page 2 of 3',
    previous: { href: '/people?page=1', label: 'Previous page' },
    next: { href: '/people?page=3', label: 'Next page' },
  });
  expect(pages[0]?.paging?.previous).toBeNull();
  expect(pages[2]?.paging?.next).toBeNull();
});

test('beyond the end is the last page', () => {
  expect(pageOf(all, 99, hrefOf)).toMatchObject({ number: 3, paging: { text: 'Page 3 of 3' } });
});

test.each(['', 'x', '0', '-1', '1.5', '1e9', ['1', '2'], undefined])(
  'the first page is meant by %j',
  (value) => {
    expect(pageNumber.parse(value)).toBe(1);
  },
);
