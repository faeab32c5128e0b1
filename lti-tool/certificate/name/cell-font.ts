import { deflateSync } from 'node:zlib';
import { type PDFDocument, PDFHexString, PDFName, type PDFPage, type PDFRef } from 'pdf-lib';
import type { Cell } from './name-layout';
import { type TextUnit, textUnits } from './text-units';

/** Codes of a simple font; 0 is left out, for some readers take it as the end of a text. */
const CODES = 255;

/** A stretch of codes of one font. */
interface ShownText {
  readonly font: PDFName;
  readonly codes: PDFHexString;
}

/**
 * Puts text into Type 3 fonts (ISO 32000-2, 9.6.4): a glyph draws what HarfBuzz shaped, is as wide
 * as that advances, and says its text in a ToUnicode map (9.10.3). So what is seen is what is
 * copied, in every script, and no font file has to be embedded.
 *
 * @returns how to show each of these lines, code after code from left to right.
 */
export function cellFonts(
  pdf: PDFDocument,
  page: PDFPage,
  lines: readonly (readonly Cell[])[],
): (line: readonly Cell[]) => ShownText[] {
  const distinct = new Map(lines.flatMap(textUnits).map((unit) => [keyOf(unit), unit]));
  const codes = new Map([...distinct.keys()].map((key, index) => [key, index]));
  const units = [...distinct.values()];
  const fonts = Array.from({ length: Math.ceil(units.length / CODES) }, (_, index) =>
    page.node.newFontDictionary(
      'Name',
      embed(pdf, units.slice(index * CODES, (index + 1) * CODES)),
    ),
  );
  return (line) => {
    const shown: { font: PDFName; codes: string }[] = [];
    for (const unit of textUnits(line)) {
      const index = codes.get(keyOf(unit)) ?? 0;
      const font = fonts[Math.floor(index / CODES)];
      const code = hex((index % CODES) + 1, 2);
      const last = shown.at(-1);
      if (last && last.font === font) last.codes += code;
      else if (font) shown.push({ font, codes: code });
    }
    return shown.map(({ font, codes: all }) => ({ font, codes: PDFHexString.of(all) }));
  };
}

function keyOf({ text, advance, outline }: TextUnit): string {
  return `${text} ${advance} ${outline}`;
}

function embed(pdf: PDFDocument, units: readonly TextUnit[]): PDFRef {
  const { context } = pdf;
  const names = units.map((_, index) => `g${index + 1}`);
  // d0: readers that see d1 may cache a glyph as a picture at whole pixels, and letters then miss their joints.
  const procedures = units.map(({ advance, outline }) =>
    compressed(pdf, `${advance} 0 d0\n${outline}`),
  );
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type3',
    // All zero: readers take the size of a glyph from its outline.
    FontBBox: [0, 0, 0, 0],
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FirstChar: 1,
    LastChar: units.length,
    Widths: units.map(({ advance }) => advance),
    Encoding: { Type: 'Encoding', Differences: [1, ...names.map((name) => PDFName.of(name))] },
    CharProcs: Object.fromEntries(names.map((name, index) => [name, procedures[index]])),
    Resources: {},
    ToUnicode: compressed(pdf, toUnicode(units)),
  });
  return context.register(font);
}

/** By Node's own zlib: pdf-lib's JavaScript takes ten times as long for such small streams. */
function compressed({ context }: PDFDocument, content: string): PDFRef {
  return context.register(context.stream(deflateSync(content), { Filter: 'FlateDecode' }));
}

/** A CMap from codes to UTF-16 (Adobe Technical Note 5411). */
function toUnicode(units: readonly TextUnit[]): string {
  const lines = units.map(({ text }, index) => `<${hex(index + 1, 2)}> <${utf16(text)}>`);
  const blocks: string[] = [];
  // At most 100 entries a block.
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<00> <FF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
    '',
  ].join('\n');
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index), 4)).join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
