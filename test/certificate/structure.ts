import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
} from 'pdf-lib';

interface StructureElement {
  readonly type: string;
  readonly alt: string | undefined;
  readonly text: string | undefined;
}

/** The document's structure elements in the order of reading. */
export function structureOf(document: PDFDocument): StructureElement[] {
  const { context, catalog } = document;
  const root = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const body = root.lookup(PDFName.of('K'), PDFDict);
  const textOf = (dict: PDFDict, key: string): string | undefined =>
    dict.lookupMaybe(PDFName.of(key), PDFHexString)?.decodeText();
  return body
    .lookup(PDFName.of('K'), PDFArray)
    .asArray()
    .map((reference: PDFObject) => {
      const dict = context.lookup(reference, PDFDict);
      return {
        type: dict.lookup(PDFName.of('S'), PDFName).decodeText(),
        alt: textOf(dict, 'Alt'),
        text: textOf(dict, 'ActualText'),
      };
    });
}
