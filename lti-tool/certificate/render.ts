import { PageSizes, PDFDocument, PDFHexString } from 'pdf-lib';
import { createHash } from 'node:crypto';
import type { CertificateFields } from './fields';
import { drawFoot } from './foot';
import { embedFonts } from './fonts';
import { drawFrame } from './frame';
import { latinName } from './latin-name';
import { drawStatement, NAME_WIDTH } from './layout';
import { drawSpecimen } from './specimen';
import { WORDING } from './wording';

/**
 * The certificate as a PDF, one A4 page in landscape (curriculum section 15). Deterministic: dates
 * and document id come from the fields, so the same fields give the same bytes in every process.
 *
 * @throws when a text has a character that the fonts lack: `checkName` refuses such names before.
 */
export async function renderCertificate(fields: CertificateFields): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  describe(document, fields);
  const [short, long] = PageSizes.A4;
  const page = document.addPage([long, short]);
  const fonts = embedFonts(document);
  const name = await latinName.set(document, fields.name, NAME_WIDTH);
  if (!fields.issuer) drawSpecimen(page, fonts.sansBold);
  drawFrame(page);
  drawStatement(page, fields, fonts, name);
  drawFoot(page, fields, fonts);
  return document.save({ useObjectStreams: false });
}

function describe(document: PDFDocument, fields: CertificateFields): void {
  const { issuer, issuedAt, trainingTitle, code } = fields;
  document.setTitle(`${WORDING.title} ${WORDING.subtitle}: ${trainingTitle}`, {
    showInWindowTitleBar: true,
  });
  document.setLanguage('en');
  if (issuer) document.setAuthor(issuer);
  else document.setSubject(WORDING.specimen);
  document.setCreationDate(issuedAt);
  document.setModificationDate(issuedAt);
  const id = PDFHexString.of(createHash('sha256').update(code).digest('hex').slice(0, 32));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
}
