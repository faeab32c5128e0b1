import { PDFDocument, StandardFonts } from 'pdf-lib';
import { COLOURS } from './colours';
import type { NameSetting } from './name-setting';
import { drawCentred, fits, type Style, wrap } from './text';

const FONT = StandardFonts.TimesRomanBold;

/** A name is set as large as it fits: on one line down to `oneLine`, then on two down to `twoLines`. */
const SIZE = { largest: 34, oneLine: 25, twoLines: 12 };

/** Line height, ascent and descent as shares of the size. */
const LEADING = 1.15;
const ASCENT = 0.68;
const DESCENT = 0.22;

/** Sets names in the PDF standard font Times Bold, whose encoding has the Western European letters. */
export const latinName: NameSetting = {
  async unprintable(name) {
    const document = await PDFDocument.create({ updateMetadata: false });
    const printable = new Set(document.embedStandardFont(FONT).getCharacterSet());
    return [...new Set(name)].filter((one) => !printable.has(one.codePointAt(0) ?? -1));
  },
  set(document, name, width) {
    const font = document.embedStandardFont(FONT);
    const { lines, style } = fit(name, { font, size: SIZE.largest, colour: COLOURS.ink }, width);
    const { size } = style;
    return Promise.resolve({
      height: size * (ASCENT + DESCENT + LEADING * (lines.length - 1)),
      draw(page, centre, top) {
        lines.forEach((line, index) => {
          drawCentred(page, line, style, centre, top - size * (ASCENT + LEADING * index));
        });
      },
    });
  },
};

function fit(name: string, largest: Style, width: number): { lines: string[]; style: Style } {
  for (let size = SIZE.largest; size >= SIZE.oneLine; size -= 1) {
    const style = { ...largest, size };
    if (fits([name], style, width)) return { lines: [name], style };
  }
  for (let size = SIZE.oneLine; size >= SIZE.twoLines; size -= 1) {
    const style = { ...largest, size };
    const lines = wrap(name.split(' '), ' ', style, width);
    if (lines.length <= 2 && fits(lines, style, width)) return { lines, style };
  }
  const style = { ...largest, size: SIZE.twoLines };
  return { lines: wrap(Array.from(name), '', style, width), style };
}
