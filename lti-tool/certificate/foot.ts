import { dayInWords } from '../domain/day';
import { formatCode } from './code';
import { COLOURS } from './colours';
import type { CertificateFields } from './fields';
import { drawOwnWords } from './own-words';
import { drawPicture } from './picture';
import { type QrCode, qrCodeOf } from './qr';
import type { Sheet } from './sheet';
import { drawCentred, drawEndingAt, largestThatFits, type Style, wrap } from './text';
import { WORDING } from './wording';

/** The foot's edges and the room between its parts, in points. */
const LEFT = 74;
const RIGHT = 768;
const GAP = 18;

/** The QR code's bottom, and the width for the address beside it. */
const QR_BOTTOM = 58;
const ADDRESS_WIDTH = 152;

const SIGNATURE = { bottom: 108, height: 42 };

/** Shares of the room to the left of the address. */
const SHARE = { signatory: 1.45, issued: 0.95, issuedAtPlace: 1.25, number: 1.15 };

/** The foot: who signed (where someone does), when, under which number, and where to check it. */
export function drawFoot(sheet: Sheet): void {
  const { fields } = sheet;
  const qrCode = qrCodeOf(fields.verifyUrl);
  const parts = [
    ...(fields.signatory.name ? [{ share: SHARE.signatory, draw: drawSignatory }] : []),
    issued(fields),
    { share: SHARE.number, draw: column(WORDING.number, formatCode(fields.code)) },
  ];
  const room = RIGHT - qrCode.side - GAP - ADDRESS_WIDTH - LEFT;
  const shares = parts.reduce((sum, { share }) => sum + share, 0);
  let left = LEFT;
  for (const { share, draw } of parts) {
    const width = (room * share) / shares;
    draw(sheet, left + (width - GAP) / 2, width - GAP);
    left += width;
  }
  drawCheck(sheet, qrCode);
}

/** Draws a part of the foot around `centre`, at most `width` wide. */
type DrawPart = (sheet: Sheet, centre: number, width: number) => void;

function column(label: string, value: string): DrawPart {
  return ({ page, fonts, tags }, centre, width) => {
    tags.element({ type: 'P', actualText: `${label}: ${value}` }, () => {
      const small: Style = { font: fonts.sans, size: 7.5, colour: COLOURS.quiet, tracking: 0.8 };
      const heading = label.toUpperCase();
      drawCentred(page, heading, largestThatFits([heading], small, 5, width), centre, 91);
      const large: Style = { font: fonts.roman, size: 12.5, colour: COLOURS.ink };
      drawCentred(page, value, largestThatFits([value], large, 8, width), centre, 76);
    });
  };
}

function issued({ placeOfIssue, issuedAt }: CertificateFields): { share: number; draw: DrawPart } {
  const day = dayInWords(issuedAt);
  return placeOfIssue
    ? {
        share: SHARE.issuedAtPlace,
        draw: column(WORDING.issuedAtPlace, `${placeOfIssue}, ${day}`),
      }
    : { share: SHARE.issued, draw: column(WORDING.issued, day) };
}

function drawSignatory(sheet: Sheet, centre: number, width: number): void {
  const { page, fields, fonts, look, tags } = sheet;
  const { name, title } = fields.signatory;
  const { signature } = look;
  if (signature && !fields.specimen) {
    tags.element({ type: 'Figure', alt: WORDING.signature(name) }, () => {
      drawPicture(page, 'Signature', signature, { centre, width, ...SIGNATURE });
    });
  }
  tags.artifact(() => {
    page.drawLine({
      start: { x: centre - width / 2, y: 106 },
      end: { x: centre + width / 2, y: 106 },
      thickness: 0.6,
      color: COLOURS.quiet,
    });
  });
  tags.element({ type: 'P', actualText: title ? `${name}, ${title}` : name }, () => {
    const large: Style = { font: fonts.bold, size: 12, colour: COLOURS.ink };
    drawOwnWords(sheet, name, large, { centre, baseline: 91, width });
    const small: Style = { font: fonts.roman, size: 10.5, colour: COLOURS.quiet };
    if (sheet.otherScripts.has(title)) {
      drawOwnWords(sheet, title, small, { centre, baseline: 77, width });
      return;
    }
    const oneLine = largestThatFits([title], small, 9, width);
    const lines = wrap(title.split(' '), ' ', oneLine, width);
    const style = largestThatFits(lines, oneLine, 6, width);
    lines.forEach((line, index) => {
      drawCentred(page, line, style, centre, 77 - index * style.size * 1.15);
    });
  });
}

/** The address in words and as a QR code, and that the file itself is protected. */
function drawCheck({ page, fields, fonts, look, tags }: Sheet, qrCode: QrCode): void {
  const right = RIGHT - qrCode.side - GAP;
  tags.element({ type: 'P', actualText: `${WORDING.verify} ${fields.verifyUrl}` }, () => {
    const small: Style = { font: fonts.sans, size: 7.5, colour: COLOURS.quiet, tracking: 0.8 };
    drawEndingAt(page, WORDING.verify.toUpperCase(), small, right, 107);
    const pieces = addressPieces(fields.verifyUrl);
    const large: Style = { font: fonts.roman, size: 11, colour: look.accent.strong };
    const lines = wrap(pieces, '', { ...large, size: 9 }, ADDRESS_WIDTH);
    const style = largestThatFits(lines, large, 5, ADDRESS_WIDTH);
    lines.forEach((line, index) => {
      drawEndingAt(page, line, style, right, 92 - index * 13);
    });
  });
  if (!fields.preview) {
    tags.element({ type: 'P' }, () => {
      const style: Style = { font: fonts.sans, size: 6.5, colour: COLOURS.quiet };
      drawEndingAt(page, WORDING.signed, style, right, 62);
    });
  }
  tags.element({ type: 'Figure', alt: WORDING.qrCode(fields.verifyUrl) }, () => {
    qrCode.draw(page, RIGHT - qrCode.side, QR_BOTTOM);
  });
}

/** Without its scheme, which browsers do not ask for; it breaks before a slash. */
function addressPieces(url: string): string[] {
  return url.replace(/^https?:\/\//, '').split(/(?=\/)/);
}
