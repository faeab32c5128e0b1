import { deflateSync } from 'node:zlib';
import { PDFArray, PDFContentStream, PDFName, type PDFPage, PDFRawStream, PDFRef } from 'pdf-lib';

/**
 * Compresses what was drawn on a page. The library would do it when it saves, in JavaScript, which
 * takes a third of the whole certificate. Nothing can be drawn afterwards.
 */
export function compressContents({ doc: { context }, node }: PDFPage): void {
  const contents = node.Contents();
  const parts = contents instanceof PDFArray ? contents.asArray() : [];
  for (const reference of parts) {
    const part = context.lookup(reference);
    if (!(part instanceof PDFContentStream) || !(reference instanceof PDFRef)) continue;
    const bytes = deflateSync(part.getUnencodedContents());
    const dict = context.obj({ Filter: PDFName.of('FlateDecode') });
    context.assign(reference, PDFRawStream.of(dict, bytes));
  }
}
