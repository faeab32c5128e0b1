import { type PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';

/** The fonts of everything but the name. */
export interface Fonts {
  readonly roman: PDFFont;
  readonly bold: PDFFont;
  readonly italic: PDFFont;
  readonly sans: PDFFont;
  readonly sansBold: PDFFont;
}

export function embedFonts(document: PDFDocument): Fonts {
  return {
    roman: document.embedStandardFont(StandardFonts.TimesRoman),
    bold: document.embedStandardFont(StandardFonts.TimesRomanBold),
    italic: document.embedStandardFont(StandardFonts.TimesRomanItalic),
    sans: document.embedStandardFont(StandardFonts.Helvetica),
    sansBold: document.embedStandardFont(StandardFonts.HelveticaBold),
  };
}
