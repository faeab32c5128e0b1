import { deflateSync } from 'node:zlib';
import { type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';

/** A file inside the PDF. */
export interface Attachment {
  /** ASCII. */
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
  readonly content: string;
  readonly at: Date;
}

/**
 * Attaches one file that says the same as the document, for machines (ISO 32000-2 7.11.4, 14.13).
 * pdf-lib would do it too, but compresses in JavaScript.
 */
export function attach({ context, catalog }: PDFDocument, attachment: Attachment): void {
  const { name, mimeType, description, content, at } = attachment;
  const bytes = Buffer.from(content);
  const date = PDFString.fromDate(at);
  const file = context.stream(deflateSync(bytes), {
    Type: 'EmbeddedFile',
    Subtype: mimeType,
    Filter: 'FlateDecode',
    Params: { Size: bytes.length, CreationDate: date, ModDate: date },
  });
  const specification = context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFString.of(name),
      UF: PDFHexString.fromText(name),
      EF: { F: context.register(file) },
      Desc: PDFHexString.fromText(description),
      AFRelationship: 'Data',
    }),
  );
  catalog.set(PDFName.of('AF'), context.obj([specification]));
  catalog.set(
    PDFName.of('Names'),
    context.obj({ EmbeddedFiles: { Names: [PDFHexString.fromText(name), specification] } }),
  );
}
