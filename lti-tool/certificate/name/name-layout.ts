/** What the caller allows. Lengths are in points. */
export interface NameOptions {
  /** BCP 47, of the person or of the text: it chooses among fonts (Nastaliq for Urdu, Han by country). */
  readonly locale?: string | undefined;
  readonly maxWidth: number;
  /** From the top of the first line's ink to the bottom of the last one's. */
  readonly maxHeight: number;
  readonly maxLines: 1 | 2;
  readonly size: { readonly largest: number; readonly smallest: number };
}

/**
 * What is drawn, and copied, as one: a letter with its marks, a ligature, a conjunct. Lengths are in
 * thousandths of the font size.
 */
export interface Cell {
  /** In logical order. */
  readonly text: string;
  /** Right-to-left text is copied backwards by readers, so a cell must say what it is. */
  readonly rightToLeft: boolean;
  readonly advance: number;
  /** PDF operators that fill the cell's glyphs, with its pen position as origin. */
  readonly outline: string;
  /** Highest and lowest ink, counted up from the baseline. */
  readonly top: number;
  readonly bottom: number;
}

/** One line, in points. */
export interface NameLine {
  /** What the line says, in logical order. */
  readonly text: string;
  /** From left to right as seen. */
  readonly cells: readonly Cell[];
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
}

/** A name, shaped and measured: draw it with `drawName`. */
export interface NameLayout {
  readonly lines: readonly NameLine[];
  /** Font size in points, the same for all lines. */
  readonly size: number;
  /** From the top of the first line to the bottom of the last, in points. */
  readonly height: number;
}
