import { PageSizes, PDFDocument } from 'pdf-lib';
import { attach } from './attachment';
import { compressContents } from './compress';
import type { CertificateFields } from './fields';
import { drawFoot } from './foot';
import { embedFonts } from './fonts';
import { draw } from './frame';
import { drawStatement } from './layout';
import { describe } from './metadata';
import { setName } from './name-setting';
import { setOwnWords } from './own-words';
import type { Sheet } from './sheet';
import { addSignaturePlace, signFile } from './signature/sign';
import { drawMark } from './specimen';
import type { Stationery } from './stationery';
import { createTags } from './tags';
import { WORDING } from './wording';

/**
 * The certificate as a PDF, one A4 page in landscape (curriculum section 15): tagged, with its
 * credential attached, and signed over the whole file; a preview is neither. Deterministic: dates
 * and document id come from the fields, so the same fields and credential give the same bytes in
 * every process.
 *
 * @param credential the same statement for machines: an Open Badges credential as JWT.
 * @throws when a text has a character that the fonts lack: `checkName` refuses such names before.
 */
export async function renderCertificate(
  fields: CertificateFields,
  credential: string,
  { look, identity }: Stationery,
): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  describe(document, fields);
  const [short, long] = PageSizes.A4;
  const page = document.addPage([long, short]);
  const tags = createTags(page);
  const fonts = embedFonts(document);
  const otherScripts = await setOwnWords(fields, fonts);
  const sheet: Sheet = { page, fields, fonts, look, tags, otherScripts };
  const name = await setName(fields.name, fields.locale, fields.latinName);
  if (fields.preview) await drawMark(sheet, WORDING.preview);
  else if (fields.specimen) await drawMark(sheet, WORDING.specimen);
  tags.artifact(() => {
    draw(page, 'Border', look.border);
  });
  drawStatement(sheet, name);
  drawFoot(sheet);
  compressContents(page);
  if (fields.preview) {
    tags.finish();
    return Buffer.from(await document.save({ useObjectStreams: false }));
  }
  attach(document, {
    name: 'credential.jwt',
    mimeType: 'application/vc+jwt',
    description: WORDING.credential,
    content: credential,
    at: fields.issuedAt,
  });
  addSignaturePlace(page, identity, fields.issuedAt);
  tags.finish();
  return signFile(await document.save({ useObjectStreams: false }), identity);
}
