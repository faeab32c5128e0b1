import { decodePDFRawStream, PDFArray, PDFDocument, PDFRawStream, PDFRef } from 'pdf-lib';

/** What the first page of a PDF draws as text, one string a line, in drawing order. */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context } = document;
  const contents = document.getPage(0).node.Contents();
  const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
  const content = parts
    .map((part) => (part instanceof PDFRef ? context.lookup(part) : part))
    .filter((part) => part instanceof PDFRawStream)
    .map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
    .join('\n');
  return Array.from(content.matchAll(/<([0-9A-F]+)> Tj/g), ([, hex = '']) =>
    // WinAnsi is Latin-1 but for a few signs, of which only the dash is used here.
    Buffer.from(hex, 'hex').toString('latin1').replace(/\x96/g, '–'),
  );
}
