import { COLOURS } from './colours';
import { draw } from './frame';
import type { NameDrawing } from './name-setting';
import { drawOwnWords } from './own-words';
import { drawPicture } from './picture';
import type { Sheet } from './sheet';
import { drawCentred, type Style, wrap } from './text';
import { editionLine, requirementsClause, WORDING } from './wording';

/** Width for the title of the training and running text, in points. */
const TITLE_WIDTH = 600;
const TEXT_WIDTH = 560;

/** Where a logo may stand, in points. */
const LOGO = { bottom: 476, width: 240, height: 66 };

/** The name stands in the middle of a room that one large line or two smaller ones fill. */
const NAME_ROOM = { top: 352, height: 62 };

/** Line height as a share of the size. */
const LEADING = 1.28;

/** Draws the certificate from the head down to the requirements, in the order of reading. */
export function drawStatement(sheet: Sheet, name: NameDrawing): void {
  const { page, fields, fonts, look, tags } = sheet;
  const centre = page.getWidth() / 2;
  const line = (text: string, style: Style, baseline: number): void => {
    tags.element({ type: 'P' }, () => {
      drawCentred(page, text, style, centre, baseline);
    });
  };
  const lines = (text: string, style: Style, width: number, top: number): number => {
    const wrapped = wrap(text.split(' '), ' ', style, width);
    tags.element({ type: 'P', actualText: text }, () => {
      wrapped.forEach((one, index) => {
        drawCentred(page, one, style, centre, top - index * style.size * LEADING);
      });
    });
    return top - wrapped.length * style.size * LEADING;
  };
  const accent = look.accent.strong;
  const said: Style = { font: fonts.italic, size: 14, colour: COLOURS.quiet };

  drawHead(sheet, centre);
  if (fields.issuer) {
    const style = { font: fonts.sans, size: 10.5, colour: COLOURS.ink, tracking: 0.6 };
    tags.element({ type: 'P', actualText: fields.issuer }, () => {
      drawOwnWords(sheet, fields.issuer, style, { centre, baseline: 461, width: TITLE_WIDTH });
    });
  }
  tags.element({ type: 'H1', actualText: `${WORDING.title} ${WORDING.subtitle}` }, () => {
    const title: Style = { font: fonts.roman, size: 46, colour: accent, tracking: 1.5 };
    drawCentred(page, WORDING.title, title, centre, 416);
    const subtitle: Style = { font: fonts.italic, size: 19, colour: accent };
    drawCentred(page, WORDING.subtitle, subtitle, centre, 391);
  });
  line(WORDING.beforeName, said, 361);
  tags.element(
    { type: 'P', actualText: [fields.name, fields.latinName].filter(Boolean).join(', ') },
    () => {
      name.draw(page, centre, NAME_ROOM.top - (NAME_ROOM.height - name.height) / 2);
    },
  );
  tags.artifact(() => {
    page.drawLine({
      start: { x: centre - 190, y: 284 },
      end: { x: centre + 190, y: 284 },
      thickness: 0.8,
      color: COLOURS.gold,
    });
  });
  line(WORDING.beforeTraining, said, 264);
  const training: Style = { font: fonts.bold, size: 19, colour: COLOURS.ink };
  const below = lines(fields.trainingTitle, training, TITLE_WIDTH, 239);
  const text: Style = { font: fonts.roman, size: 12, colour: COLOURS.ink };
  const next = lines(`${editionLine(fields)},`, text, TEXT_WIDTH, below);
  lines(`${requirementsClause(fields.requirements)}.`, text, TEXT_WIDTH, next - 4);
}

/** The issuer's logo, or the motif where there is none. */
function drawHead({ page, fields, look, tags }: Sheet, centre: number): void {
  const { logo, ring } = look;
  if (!logo) {
    tags.element({ type: 'Figure', alt: WORDING.motif }, () => {
      draw(page, 'Ring', ring);
    });
    return;
  }
  tags.element({ type: 'Figure', alt: WORDING.logo(fields.issuer) }, () => {
    drawPicture(page, 'Logo', logo, { centre, ...LOGO });
  });
}
