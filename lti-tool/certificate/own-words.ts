import {
  concatTransformationMatrix,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
} from 'pdf-lib';
import type { CertificateFields } from './fields';
import { embedFonts, type Fonts } from './fonts';
import { drawName } from './name/draw-name';
import { describeCodePoint } from './name/name-error';
import { layOutName } from './name/lay-out-name';
import type { NameLayout } from './name/name-layout';
import type { Sheet } from './sheet';
import { drawCentred, largestThatFits, type Style } from './text';

/** Size of the layouts, in points; they are drawn smaller or larger by a scale. */
const SIZE = 12;
const SMALLEST = 6;

/** Room without limits: a line is made to fit when its place is known. */
const ROOM = { maxWidth: 10_000, maxHeight: 100, maxLines: 1 } as const;

/** The organizer's own words: the only ones besides the name that can be in any script. */
function ownWords({
  issuer,
  signatory,
}: Pick<CertificateFields, 'issuer' | 'signatory'>): string[] {
  return [issuer, signatory.name, signatory.title].filter((text) => text !== '');
}

/** Everything that an edition puts on its certificates. */
export type EditionWords = Pick<
  CertificateFields,
  'issuer' | 'signatory' | 'trainingTitle' | 'region' | 'placeOfIssue'
>;

/**
 * Finds out at the start whether an edition's certificates can be printed.
 * @throws Error naming the character that cannot be, in plain words.
 */
export async function checkWords(words: EditionWords): Promise<void> {
  const fonts = embedFonts(await PDFDocument.create());
  const lacking = lackingIn(fonts, `${words.trainingTitle}${words.region}${words.placeOfIssue}`);
  if (lacking !== undefined) {
    throw new Error(
      `${describeCodePoint(lacking)} cannot stand in the title of the training, the region or the place of issue: these are set in Western European letters`,
    );
  }
  await setOwnWords(words, fonts);
}

/**
 * Lays out those of the organizer's words that the fonts of the fixed text lack.
 * @throws NameError naming the character that no font has.
 */
export async function setOwnWords(
  fields: Pick<CertificateFields, 'issuer' | 'signatory'>,
  fonts: Fonts,
): Promise<ReadonlyMap<string, NameLayout>> {
  const others = ownWords(fields).filter((text) => lackingIn(fonts, text) !== undefined);
  const size = { largest: SIZE, smallest: SIZE };
  return new Map(
    await Promise.all(
      others.map(async (text) => [text, await layOutName(text, { ...ROOM, size })] as const),
    ),
  );
}

/** The first code point that the fonts of the fixed text lack. */
function lackingIn({ roman }: Fonts, text: string): number | undefined {
  const printable = new Set(roman.getCharacterSet());
  return Array.from(text, (one) => one.codePointAt(0) ?? 0).find((one) => !printable.has(one));
}

/** Draws one line of the organizer's words, centred and no wider than `width`, on `baseline`. */
export function drawOwnWords(
  { page, otherScripts }: Sheet,
  text: string,
  style: Style,
  place: { readonly centre: number; readonly baseline: number; readonly width: number },
): void {
  const { centre, baseline, width } = place;
  const layout = otherScripts.get(text);
  const [line] = layout?.lines ?? [];
  if (!layout || !line) {
    drawCentred(page, text, largestThatFits([text], style, SMALLEST, width), centre, baseline);
    return;
  }
  const scale = Math.min(style.size / SIZE, width / line.width);
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(scale, 0, 0, scale, centre, baseline),
  );
  drawName(page.doc, page, layout, { x: 0, y: line.ascent, align: 'centre', color: style.colour });
  page.pushOperators(popGraphicsState());
}
