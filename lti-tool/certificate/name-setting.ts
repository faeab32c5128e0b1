import type { PDFDocument, PDFPage } from 'pdf-lib';

/** A name, set and measured, ready to be drawn. Lengths are in points. */
export interface NameDrawing {
  /** Room it takes, from the top of its highest to the bottom of its lowest glyph. */
  readonly height: number;
  /** Draws it centred on `centre`; `top` is where its room begins, counted up from the page's foot. */
  draw(page: PDFPage, centre: number, top: number): void;
}

/** How a name gets onto paper. What is printable and what is drawn are decided by the same fonts. */
export interface NameSetting {
  /** The characters (code points) that cannot be printed, each once, in order. */
  unprintable(name: string): Promise<string[]>;
  /**
   * Sets a printable name on at most two lines of at most `width`.
   * @throws when the name has an unprintable character.
   */
  set(document: PDFDocument, name: string, width: number): Promise<NameDrawing>;
}
