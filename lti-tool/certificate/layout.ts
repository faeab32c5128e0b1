import type { PDFPage } from 'pdf-lib';
import { COLOURS } from './colours';
import type { CertificateFields } from './fields';
import type { Fonts } from './fonts';
import type { NameDrawing } from './name-setting';
import { drawCentred, type Style, wrap } from './text';
import { editionLine, requirementsClause, WORDING } from './wording';

/** Width for the name, the title of the training and running text, in points. */
export const NAME_WIDTH = 620;
const TITLE_WIDTH = 600;
const TEXT_WIDTH = 560;

/** The name stands in the middle of a room that one large line or two smaller ones fill. */
const NAME_ROOM = { top: 344, height: 62 };

/** Writes the certificate's text from the head down to the requirements. */
export function drawStatement(
  page: PDFPage,
  fields: CertificateFields,
  fonts: Fonts,
  name: NameDrawing,
): void {
  const centre = page.getWidth() / 2;
  const line = (text: string, style: Style, baseline: number): void => {
    drawCentred(page, text, style, centre, baseline);
  };
  const lines = (text: string, style: Style, width: number, top: number): number => {
    const wrapped = wrap(text.split(' '), ' ', style, width);
    wrapped.forEach((one, index) => {
      line(one, style, top - index * style.size * 1.28);
    });
    return top - wrapped.length * style.size * 1.28;
  };
  const said: Style = { font: fonts.italic, size: 14, colour: COLOURS.quiet };

  if (fields.issuer) {
    line(fields.issuer, { font: fonts.sans, size: 10.5, colour: COLOURS.ink, tracking: 0.6 }, 455);
  }
  line(WORDING.title, { font: fonts.roman, size: 46, colour: COLOURS.teal, tracking: 1.5 }, 410);
  line(WORDING.subtitle, { font: fonts.italic, size: 19, colour: COLOURS.teal }, 385);
  line(WORDING.beforeName, said, 354);
  name.draw(page, centre, NAME_ROOM.top - (NAME_ROOM.height - name.height) / 2);
  page.drawLine({
    start: { x: centre - 190, y: 276 },
    end: { x: centre + 190, y: 276 },
    thickness: 0.8,
    color: COLOURS.gold,
  });
  line(WORDING.beforeTraining, said, 255);
  const training: Style = { font: fonts.bold, size: 19, colour: COLOURS.ink };
  const below = lines(fields.trainingTitle, training, TITLE_WIDTH, 230);
  const text: Style = { font: fonts.roman, size: 12, colour: COLOURS.ink };
  const edition = editionLine(fields.region, fields.liveFrom, fields.liveTo);
  const next = lines(edition, text, TEXT_WIDTH, below - 1);
  lines(`${requirementsClause(fields.requirements)}.`, text, TEXT_WIDTH, next - 5);
}
