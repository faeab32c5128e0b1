import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import type { CertificateFields } from '../../lti-tool/certificate/fields';
import { checkName } from '../../lti-tool/certificate/name';
import { renderCertificate } from '../../lti-tool/certificate/render';
import { type RequirementKind, requirementId } from '../../lti-tool/domain/requirement';
import { pdfText } from './pdf-text';

function requirements(kind: RequirementKind, count: number): CertificateFields['requirements'] {
  return Array.from({ length: count }, (_, index) => ({
    id: requirementId(kind, `${index}`),
    kind,
    activityId: `${index}`,
  }));
}

const fields: CertificateFields = {
  name: 'Gül Nuñez',
  trainingTitle: 'Stakeholder Engagement for the Implementation of the Convention',
  region: 'Asia',
  liveFrom: new Date('2020-11-10T00:00:00Z'),
  liveTo: new Date('2020-11-12T00:00:00Z'),
  requirements: [
    ...requirements('attendance', 11),
    ...requirements('participation', 11),
    ...requirements('reading', 35),
    ...requirements('assessment', 1),
  ],
  code: '7K4MQ9XT2B8DW3EA',
  verifyUrl: 'https://training.example.org/verify/7K4MQ9XT2B8DW3EA',
  issuedAt: new Date('2026-11-24T23:30:00Z'),
  issuer: '',
  signatory: { name: '', title: '' },
};

const approved: CertificateFields = {
  ...fields,
  issuer: 'Example Organization',
  signatory: { name: 'Jane Example', title: 'Chief of Section' },
};

async function textOf(certificate: CertificateFields): Promise<string> {
  return (await pdfText(await renderCertificate(certificate))).join(' ');
}

describe('the file', () => {
  test('is one A4 page in landscape with title, language and the dates of the record', async () => {
    const document = await PDFDocument.load(await renderCertificate(fields), {
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

  test('has the same bytes for the same fields, and others for others', async () => {
    const first = await renderCertificate(fields);
    expect(Buffer.from(await renderCertificate({ ...fields })).equals(first)).toBe(true);
    const other = await renderCertificate({ ...fields, name: 'Gül Nunez' });
    expect(Buffer.from(other).equals(first)).toBe(false);
  });

  test('says who did what, when, under which number, and where to check it', async () => {
    const text = await textOf(fields);
    for (const said of [
      'Certificate of successful completion',
      'This certifies that Gül Nuñez has successfully completed the online training',
      'Stakeholder Engagement for the Implementation of the Convention',
      'Asia edition, live sessions 10–12 November 2020 and self-paced study',
      'having attended all 11 live sessions and breakout group discussions',
      'taken an active part in all 11 of them',
      'completed all 35 reading assignments and completed the self-assessment test.',
      '24 November 2026',
      '7K4M-Q9XT-2B8D-W3EA',
      'training.example.org/verify/7K4MQ9XT2B8DW3EA',
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
    const document = await PDFDocument.load(await renderCertificate(fields));
    expect(document.getSubject()).toBe('SPECIMEN – not issued by UNODC');
    expect(document.getAuthor()).toBeUndefined();
  });

  test('names issuer and signatory once they are configured, and is no specimen', async () => {
    const text = await textOf(approved);
    expect(text).toContain('Example Organization');
    expect(text).toContain('Jane Example Chief of Section');
    expect(text).not.toMatch(/specimen|not issued/i);
    expect(
      (await PDFDocument.load(await renderCertificate(approved))).getSubject(),
    ).toBeUndefined();
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
    const lines = await pdfText(await renderCertificate({ ...fields, name }));
    const from = lines.indexOf('This certifies that') + 1;
    const to = lines.indexOf('has successfully completed the online training');
    expect(to - from).toBe(2);
    expect(lines.slice(from, to).join('').replace(/ /g, '')).toBe(name.replace(/ /g, ''));
  });

  test('is refused with a character that the font lacks, never drawn without it', async () => {
    await expect(renderCertificate({ ...fields, name: 'Nguyễn' })).rejects.toThrow('ễ');
  });
});
