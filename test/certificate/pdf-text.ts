import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
} from 'pdf-lib';

/** What the first page of a PDF draws as text, one string a line, in drawing order. */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context } = document;
  const { node } = document.getPage(0);
  const contents = node.Contents();
  const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
  const content = parts.map((part) => decoded(context, part)).join('\n');
  const fonts = node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict);
  let decode = winAnsi;
  const shown: string[] = [];
  for (const [, font, hex] of content.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-F]+)> Tj/g)) {
    if (font !== undefined) decode = decoder(context, fonts?.lookup(PDFName.of(font), PDFDict));
    else shown.push(decode(hex ?? '').trimEnd());
  }
  return shown;
}

type Decode = (hex: string) => string;

/** Names are in fonts of their own, with a map from codes to text. */
function decoder(context: PDFContext, font: PDFDict | undefined): Decode {
  const map = font?.get(PDFName.of('ToUnicode'));
  if (map === undefined) return winAnsi;
  const texts = new Map(
    Array.from(
      decoded(context, map).matchAll(/<(..)> <((?:....)+)>/g),
      ([, code = '', text = '']) => [code, Buffer.from(text, 'hex').swap16().toString('utf16le')],
    ),
  );
  return (hex) => (hex.match(/../g) ?? []).map((code) => texts.get(code) ?? '\uFFFD').join('');
}

/** WinAnsi is Latin-1 but for a few signs, of which only the dash is used here. */
function winAnsi(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1').replace(/\x96/g, '–');
}

function decoded(context: PDFContext, stream: PDFObject | undefined): string {
  const object = context.lookup(stream);
  if (!(object instanceof PDFRawStream)) return '';
  return Buffer.from(decodePDFRawStream(object).decode()).toString('latin1');
}
