import { createHash } from 'node:crypto';
import { type PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import type { CertificateFields } from './fields';
import { WORDING } from './wording';

/**
 * Says what the file is, for readers and for machines: title, language, dates and id from the
 * record (so that the same fields give the same bytes), once in the old form and once as XMP.
 */
export function describe(document: PDFDocument, fields: CertificateFields): void {
  const { issuer, issuedAt, code } = fields;
  const { context, catalog } = document;
  document.setTitle(titleOf(fields), { showInWindowTitleBar: true });
  document.setLanguage('en');
  if (issuer) document.setAuthor(issuer);
  if (fields.specimen) document.setSubject(WORDING.specimen);
  document.setCreationDate(issuedAt);
  document.setModificationDate(issuedAt);
  const id = PDFHexString.of(createHash('sha256').update(code).digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([id, id]);
  // Never compressed: whatever looks for metadata in a file finds it without understanding PDF.
  const metadata = context.stream(Buffer.from(xmp(fields)), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(metadata));
}

function titleOf({ trainingTitle }: CertificateFields): string {
  return `${WORDING.title} ${WORDING.subtitle}: ${trainingTitle}`;
}

/** ISO 16684-1. */
function xmp(fields: CertificateFields): string {
  const at = fields.issuedAt.toISOString();
  const alternative = (name: string, text: string): string =>
    `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></dc:${name}>`;
  const creator = fields.issuer
    ? `<dc:creator><rdf:Seq><rdf:li>${escaped(fields.issuer)}</rdf:li></rdf:Seq></dc:creator>`
    : '';
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:identifier>${escaped(fields.verifyUrl)}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
${alternative('title', titleOf(fields))}
${fields.specimen ? alternative('description', WORDING.specimen) : ''}${creator}
<xmp:CreateDate>${at}</xmp:CreateDate>
<xmp:ModifyDate>${at}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
