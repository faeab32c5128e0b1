import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { fields, render } from '../certificate/sample';
import names from '../fixtures/certificate/names.json';
import { openChromium } from '../support/chromium';
import {
  chromiumPicture,
  copiedLines,
  nameFile,
  picture,
  serveFonts,
  type Span,
  unmatchedInk,
} from '../support/name-pictures';

/** Share of the ink that may be without a counterpart in the other picture, two pixels around: a 70th of an em. */
const BOUND = { share: 0.001, reach: 2 };

/** Poppler puts brackets between two directions at a wrong place, whatever the file says. */
const NOT_COPIED = ['mixed-ar-en', 'mixed-he-en'];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openChromium();
  page = await browser.newPage({ viewport: { width: 3000, height: 800 } });
  await serveFonts(page);
  mkdirSync(GALLERY, { recursive: true });
});

afterAll(() => browser.close());

/** For looking at; git ignores it. */
const GALLERY = path.join(__dirname, '..', '..', 'screenshots', 'names');

function keep(id: string, ours: Buffer, theirs: Buffer): void {
  writeFileSync(path.join(GALLERY, `${id}.png`), ours);
  writeFileSync(path.join(GALLERY, `${id}-chromium.png`), theirs);
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

describe('a name on the certificate looks as Chromium shows it', () => {
  test.each(names)('$id', async ({ id, locale, spans }) => {
    const ours = await picture(await nameFile(textOf(spans), locale));
    const theirs = await chromiumPicture(page, spans, locale);
    keep(id, ours, theirs);
    expect(await unmatchedInk(page, ours, theirs, BOUND.reach)).toBeLessThan(BOUND.share);
  });

  test.each([
    ['a tone mark less', 'th', 'กุ้ง น้ำปั้น', 'กุ้ง น้ำปัน', 'thai'],
    ['no joiner', 'fa', 'گل\u200Cمحمدی', 'گلمحمدی', 'naskh'],
    ['another hand', 'ur', 'محمد فیصل', 'محمد فیصل', 'naskh'],
    ["another country's form", 'zh-Hans', '骨直', '骨直', 'tc'],
    ['a vowel at its place in memory', 'km', 'ពេជ្រ', 'ព\u200Bេជ្រ', 'khmer'],
    ['the other order', 'he', 'יצחק', '\u202Dיצחק', 'hebrew'],
    ['a dot less', 'vi', 'Thị', 'Thi', 'latin'],
  ])('and not with %s', async (_case, locale, ours, theirs, font) => {
    const other = await chromiumPicture(page, [{ text: theirs, font }], locale);
    const one = await picture(await nameFile(ours, locale));
    expect(await unmatchedInk(page, one, other, BOUND.reach)).toBeGreaterThan(3 * BOUND.share);
  });
});

describe('a name copied from the certificate is the name', () => {
  test.each(names.filter(({ id }) => !NOT_COPIED.includes(id)))(
    '$id',
    async ({ locale, spans }) => {
      const name = textOf(spans);
      const lines = await copiedLines(await render({ ...fields, name, locale }));
      expect(lines).toContain(name.normalize('NFC'));
    },
  );

  test('on two lines too', async () => {
    const name = 'عبد الرحمن محمد إبراهيم عبد العزيز بن عبد الله الأحمد الهاشمي القرشي الحسيني';
    const lines = await copiedLines(await render({ ...fields, name, locale: 'ar' }));
    const first = lines.indexOf('This certifies that') + 1;
    expect(lines.slice(first, first + 2).join(' ')).toBe(name);
  });
});
