import { PDFDocument, rgb } from 'pdf-lib';
import { drawName } from '../../../lti-tool/certificate/name/draw-name';
import { layOutName } from '../../../lti-tool/certificate/name/lay-out-name';
import { NameError } from '../../../lti-tool/certificate/name/name-error';
import type { NameLayout } from '../../../lti-tool/certificate/name/name-layout';
import { NAME_ROOM } from '../../../lti-tool/certificate/name/name-room';
import names from '../../fixtures/certificate/names.json';

function layOut(text: string, locale?: string): Promise<NameLayout> {
  return layOutName(text, { ...NAME_ROOM, locale });
}

async function file(text: string, locale?: string): Promise<string> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const layout = await layOut(text, locale);
  const place = { x: 420, y: 300, align: 'centre', color: rgb(0, 0, 0) } as const;
  drawName(pdf, pdf.addPage(), layout, place);
  return Buffer.from(await pdf.save({ useObjectStreams: false })).toString('latin1');
}

/** What is seen, from left to right. */
function seen(layout: NameLayout): string[] {
  return layout.lines.map(({ cells }) => cells.map(({ outline }) => outline).join());
}

function said(layout: NameLayout): string[] {
  return layout.lines.map(({ text }) => text);
}

describe('the layout of a name', () => {
  test.each(names)('gives the same file for composed and decomposed letters: $id', async (one) => {
    const name = one.spans.map(({ text }) => text).join('');
    const composed = await file(name.normalize('NFC'), one.locale);
    expect(await file(name.normalize('NFD'), one.locale)).toBe(composed);
  });

  test('cannot be reordered by controls', async () => {
    const plain = await file('Ann محمد Lee');
    expect(await file('A\u202Enn \u2067محمد\u2069 \u202DLee\u202C')).toBe(plain);
  });

  test('takes one line at the largest size where it fits, and two smaller ones where not', async () => {
    const short = await layOut('Ann Lee');
    expect([said(short), short.size]).toEqual([['Ann Lee'], NAME_ROOM.size.largest]);
    const long = await layOut('Maria Theresia Wilhelmina Alexandrina van Oranje-Nassau de la Cruz');
    expect(said(long)).toEqual([
      'Maria Theresia Wilhelmina Alexandrina',
      'van Oranje-Nassau de la Cruz',
    ]);
    expect(long.size).toBeLessThan(short.size);
  });

  test.each([
    ['with spaces', 'Maria Theresia '.repeat(6) + 'Alexandra'],
    ['of the widest letters', 'W'.repeat(100)],
    ['with one break at a bad place', `A ${'W'.repeat(98)}`],
    ['in Nastaliq', 'محمد فیصل چوہدری '.repeat(5), 'ur'],
    ['with high and low marks', 'ན\u0F71\u0F72\u0F7E'.repeat(25), 'bo'],
    ['in Khmer without spaces', 'ស្រីពេជ្រ'.repeat(10), 'km'],
    ['in Chinese', '欧阳骏驰'.repeat(25), 'zh'],
  ])('holds 100 characters %s in its room', async (_case, name, locale = 'en') => {
    const layout = await layOut(name, locale);
    expect(said(layout).length).toBeLessThanOrEqual(2);
    expect(said(layout).join('').replace(/ /g, '')).toBe(name.replace(/ /g, ''));
    expect(layout.height).toBeLessThanOrEqual(NAME_ROOM.maxHeight);
    expect(layout.size).toBeGreaterThanOrEqual(NAME_ROOM.size.smallest);
    for (const { width } of layout.lines) expect(width).toBeLessThanOrEqual(NAME_ROOM.maxWidth);
  });

  test('is refused where the smallest size is too large', async () => {
    const refusal = layOutName('Ann Lee', { ...NAME_ROOM, maxWidth: 10 });
    await expect(refusal).rejects.toThrow(NameError);
    await expect(refusal).rejects.toMatchObject({ problem: 'too-long' });
  });

  test('names the first code point that cannot be set', async () => {
    await expect(layOut('Ann 🎉')).rejects.toMatchObject({
      name: 'NameError',
      codePoint: 0x1f389,
      problem: 'emoji',
      message: '“🎉” (U+1F389) is a picture, not a letter',
    });
  });

  test.each(['ur', 'ur-PK', 'ur_IN', 'pnb', 'pa-Arab', 'ks'])(
    'writes %s in Nastaliq',
    async (locale) => {
      expect(seen(await layOut('فیصل', locale))).not.toEqual(seen(await layOut('فیصل', 'ar')));
    },
  );

  test('writes Han as its country does, and what no locale says as the other letters do', async () => {
    const forms = async (locale?: string): Promise<string> =>
      seen(await layOut('骨直', locale)).join();
    const [japanese = '', simplified = '', traditional = ''] = await Promise.all(
      ['ja', 'zh-Hans', 'zh-Hant'].map(forms),
    );
    expect(new Set([japanese, simplified, traditional]).size).toBe(3);
    expect(await forms('zh-TW')).toBe(traditional);
    expect(await forms('zh_HK')).toBe(traditional);
    expect(await forms('zh-SG')).toBe(simplified);
    expect(await forms('not a locale')).toBe(simplified);
    const beside = async (letters: string): Promise<string> =>
      seen(await layOut(`骨直${letters}`)).join();
    expect(await beside('さ')).toContain(japanese);
    expect(await beside('ㄨ')).toContain(traditional);
  });

  test.each([
    ['Ann אבי (Avi) 12', 'Ann יבא (Avi) 12'],
    ['אבי (Avi) כהן 12', '12 ןהכ )Avi( יבא'],
    ['محمد Ann-Lee 3', 'Ann-Lee 3 دمحم'],
  ])('orders the directions of %s as Unicode does', async (text, fromLeft) => {
    const [line] = (await layOut(text)).lines;
    expect(line?.cells.map((cell) => cell.text).join('')).toBe(fromLeft);
  });
});
