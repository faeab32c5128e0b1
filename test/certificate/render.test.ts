import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import type { CertificateFields } from '../../lti-tool/certificate/fields';
import { checkName } from '../../lti-tool/certificate/name/check-name';
import { pdfText } from './pdf-text';
import { approved, fields, render, requirements } from './sample';

jest.setTimeout(60_000);

async function textOf(certificate: CertificateFields): Promise<string> {
  return (await pdfText(await render(certificate))).join(' ');
}

describe('the file', () => {
  test('is one A4 page in landscape with title, language and the dates of the record', async () => {
    const document = await PDFDocument.load(await render(fields), {
      updateMetadata: false,
    });
    expect(document.getPageCount()).toBe(1);
    const { width, height } = document.getPage(0).getSize();
    expect([width, height]).toEqual([841.89, 595.28]);
    expect(document.getTitle()).toBe(
      'Certificate of successful completion: Stakeholder Engagement for the Implementation of the Convention',
    );
    const language = document.catalog.lookup(PDFName.of('Lang'), PDFString);
    expect(language.asString()).toBe('en');
    expect(document.getCreationDate()).toEqual(fields.issuedAt);
    expect(document.getModificationDate()).toEqual(fields.issuedAt);
  });

  test('says that it is signed, unless it is a preview', async () => {
    const signed = 'Digitally signed: any change to this file shows.';
    expect(await textOf(fields)).toContain(signed);
    expect(await textOf({ ...fields, preview: true })).not.toContain(signed);
  });

  test('has the same bytes for the same fields, and others for others', async () => {
    const first = await render(fields);
    expect(Buffer.from(await render({ ...fields })).equals(first)).toBe(true);
    const other = await render({ ...fields, name: 'Gül Nunez' });
    expect(Buffer.from(other).equals(first)).toBe(false);
  });

  test('says who did what, when, under which number, and where to check it', async () => {
    const text = await textOf(fields);
    for (const said of [
      'Certificate of successful completion',
      'This certifies that Gül Nuñez has successfully completed the online training',
      'Stakeholder Engagement for the Implementation of the Convention',
      'Asia edition, live sessions 10–12 November 2020 and self-paced study,',
      'having attended all 11 live sessions and breakout group discussions',
      'taken an active part in all 11 of them',
      'completed all 35 reading assignments and completed the self-assessment test.',
      '24 November 2026',
      '7K4M-Q9XT-2B8D-W3EA',
      'training.example.org/verify /7K4MQ9XT2B8DW3EA',
    ]) {
      expect(text).toContain(said);
    }
  });

  test('names no requirement that the edition does not have', async () => {
    const text = await textOf({ ...fields, requirements: requirements('reading', 2) });
    expect(text).toContain('having completed all 2 reading assignments.');
    expect(text).not.toMatch(/attended|active part|self-assessment/);
  });

  test('is a specimen while no issuer is configured', async () => {
    expect(await textOf(fields)).toContain('SPECIMEN – not issued by UNODC');
    const document = await PDFDocument.load(await render(fields));
    expect(document.getSubject()).toBe('SPECIMEN – not issued by UNODC');
    expect(document.getAuthor()).toBeUndefined();
  });

  test('says the days of the study and the place of issue where the edition does', async () => {
    const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
    const selfPaced = { from: day('2020-10-30'), to: day('2020-11-26') };
    const placeOfIssue = 'Zürich';
    const text = await textOf({ ...approved, selfPaced, placeOfIssue });
    expect(text).toContain('self-paced study 30 October – 26 November 2020');
    expect(text).toContain('PLACE AND DATE OF ISSUE Zürich, 24 November 2026');
    expect(await textOf(approved)).not.toMatch(/place|study \d/i);
  });

  test('names issuer and signatory once they are configured, and is no specimen', async () => {
    const text = await textOf(approved);
    expect(text).toContain('Example Organization');
    expect(text).toContain('Jane Example Chief of Section');
    expect(text).not.toMatch(/specimen|not issued/i);
    expect((await PDFDocument.load(await render(approved))).getSubject()).toBeUndefined();
  });

  test.each([
    [
      'a long name with spaces',
      'Maria Theresia Wilhelmina Alexandrina van Oranje-Nassau de la Concepción y Villanueva-Santos',
    ],
    ['the widest name', 'W'.repeat(100)],
    ['a very uneven name', `A ${'W'.repeat(98)}`],
  ])('holds %s on two lines', async (_case, name) => {
    expect((await checkName(name)).kind).toBe('accepted');
    const lines = await pdfText(await render({ ...fields, name }));
    const from = lines.indexOf('This certifies that') + 1;
    const to = lines.indexOf('has successfully completed the online training');
    expect(to - from).toBe(2);
    expect(lines.slice(from, to).join('').replace(/ /g, '')).toBe(name.replace(/ /g, ''));
  });

  test('is refused with a character that no font has, never drawn without it', async () => {
    await expect(render({ ...fields, name: 'Mary 🎉' })).rejects.toThrow('🎉');
  });
});
