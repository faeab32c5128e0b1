import type { PDFPage } from 'pdf-lib';
import { COLOURS } from './colours';
import { drawName } from './name/draw-name';
import { layOutName } from './name/lay-out-name';
import type { NameLayout } from './name/name-layout';
import { NAME_ROOM } from './name/name-room';

/** A name, set and measured, ready to be drawn. Lengths are in points. */
export interface NameDrawing {
  /** Room it takes, from the top of its highest to the bottom of its lowest glyph. */
  readonly height: number;
  /** Draws it centred on `centre`; `top` is where its room begins, counted up from the page's foot. */
  draw(page: PDFPage, centre: number, top: number): void;
}

/** With the name in Latin letters below it, the room is shared: together they take as much. */
const TWO_SCRIPTS = { own: 42, between: 4, latin: 16 };

/**
 * Sets a name as large as the certificate has room for, with the Latin form beneath, if there is one.
 *
 * @param locale BCP 47, the same that `checkName` was asked with.
 * @throws NameError for what cannot be set as written.
 */
export async function setName(
  name: string,
  locale: string | undefined,
  latinName?: string,
): Promise<NameDrawing> {
  if (latinName === undefined) return drawingOf(await layOutName(name, { ...NAME_ROOM, locale }));
  // What fits alone (`checkName`) fits into two thirds of the room too.
  const smallest = 5;
  const own = drawingOf(
    await layOutName(name, {
      ...NAME_ROOM,
      size: { ...NAME_ROOM.size, smallest },
      maxHeight: TWO_SCRIPTS.own,
      locale,
    }),
  );
  const size = { largest: TWO_SCRIPTS.latin, smallest };
  const latin = drawingOf(
    await layOutName(latinName, { ...NAME_ROOM, maxHeight: TWO_SCRIPTS.latin, maxLines: 1, size }),
  );
  return {
    height: own.height + TWO_SCRIPTS.between + latin.height,
    draw(page, centre, top) {
      own.draw(page, centre, top);
      latin.draw(page, centre, top - own.height - TWO_SCRIPTS.between);
    },
  };
}

function drawingOf(layout: NameLayout): NameDrawing {
  return {
    height: layout.height,
    draw(page, centre, top) {
      drawName(page.doc, page, layout, { x: centre, y: top, align: 'centre', color: COLOURS.ink });
    },
  };
}
