import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument, rgb } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { drawName } from '../../lti-tool/certificate/name/draw-name';
import { FONTS_FOLDER, slicesOf } from '../../lti-tool/certificate/name/font-files';
import { FAMILIES, type FontFamily, WEIGHT } from '../../lti-tool/certificate/name/font-table';
import { layOutName } from '../../lti-tool/certificate/name/lay-out-name';

const run = promisify(execFile);

/** Font size in points and resolution of all pictures here: an em is 142 pixels. */
const SIZE = 34;
const DPI = 300;
const ORIGIN = 'http://fonts.test/';

/** A PDF that holds nothing but a text, on one line, however wide. */
export async function nameFile(text: string, locale?: string): Promise<Uint8Array> {
  const layout = await layOutName(text, {
    locale,
    maxWidth: 5000,
    maxHeight: 500,
    maxLines: 1,
    size: { largest: SIZE, smallest: SIZE },
  });
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const width = Math.ceil((layout.lines[0]?.width ?? 0) + 60);
  const page = pdf.addPage([width, Math.ceil(layout.height + 60)]);
  const color = rgb(0, 0, 0);
  drawName(pdf, page, layout, { x: 30, y: page.getHeight() - 30, align: 'left', color });
  return pdf.save({ useObjectStreams: false });
}

/** The same as poppler sees it, PNG. */
export function picture(pdf: Uint8Array): Promise<Buffer> {
  return inFolder(pdf, async (file, folder) => {
    const out = path.join(folder, 'picture');
    await run('pdftoppm', ['-r', String(DPI), '-gray', '-png', '-singlefile', file, out]);
    return readFile(`${out}.png`);
  });
}

/** The lines that poppler copies out of a file, without the signs of direction that it and we add. */
export function copiedLines(pdf: Uint8Array): Promise<string[]> {
  return inFolder(pdf, async (file) => {
    const { stdout } = await run('pdftotext', [file, '-']);
    return stdout
      .replace(/[\u200F\u202A-\u202E]/g, '')
      .normalize('NFC')
      .split('\n')
      .filter((line) => line !== '');
  });
}

async function inFolder<T>(
  pdf: Uint8Array,
  use: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'name-'));
  try {
    const file = path.join(folder, 'name.pdf');
    await writeFile(file, pdf);
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Serves the certificate's fonts to a page, for `chromiumPicture`. */
export async function serveFonts(page: Page): Promise<void> {
  await page.route(`${ORIGIN}**`, async (route) => {
    const file = path.join(
      FONTS_FOLDER,
      decodeURIComponent(new URL(route.request().url()).pathname),
    );
    await route.fulfill({
      body: await readFile(file),
      headers: { 'access-control-allow-origin': '*' },
    });
  });
}

/** A part of a name, with the id of the font family that has to show it. */
export interface Span {
  readonly text: string;
  readonly font: string;
}

/** The text as Chromium sets it with the same font files, PNG. */
export async function chromiumPicture(
  page: Page,
  spans: readonly Span[],
  locale: string,
): Promise<Buffer> {
  const families = FAMILIES.filter(({ id }) => spans.some(({ font }) => font === id));
  const rules = await Promise.all(families.map(fontFaces));
  const parts = spans.map(
    ({ text, font }) => `<span style="font-family: '${font}'">${text.normalize('NFC')}</span>`,
  );
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    ${rules.join('\n')}
    body { margin: 0; background: #fff; color: #000; }
    p { display: inline-block; margin: 0; padding: 1em; white-space: pre; line-height: 2;
        font-size: ${(SIZE * DPI) / 72}px; font-weight: ${WEIGHT};
        text-rendering: geometricPrecision; font-synthesis: none; }
  </style><p lang="${locale}" dir="auto">${parts.join('')}</p>`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  return page.locator('p').screenshot();
}

async function fontFaces({ id, source }: FontFamily): Promise<string> {
  const face = (file: string, more: string): string =>
    `@font-face { font-family: '${id}'; font-weight: 100 900; src: url('${ORIGIN}${id}/${file}'); ${more} }`;
  if (!source.endsWith('.css')) return face(source, '');
  const slices = slicesOf(await readFile(path.join(FONTS_FOLDER, id, source), 'utf8'));
  return slices
    .map(({ file, ranges }) => {
      const listed = ranges.map(([first, last]) => `U+${first.toString(16)}-${last.toString(16)}`);
      return face(path.join(path.dirname(source), file), `unicode-range: ${listed.join(',')};`);
    })
    .join('\n');
}

/**
 * How much ink of either picture has none of the other's within `reach` pixels, as a share of all
 * ink. Edges that are drawn a little differently do not count, a mark that is missing, a letter
 * of another shape, order or place does. Margins are cut off first.
 */
export function unmatchedInk(
  page: Page,
  one: Buffer,
  other: Buffer,
  reach: number,
): Promise<number> {
  return page.evaluate(measure, {
    pictures: [one, other].map((png) => `data:image/png;base64,${png.toString('base64')}`),
    reach,
  });
}

/** Runs in the browser, which can read PNG files. */
async function measure(asked: { pictures: string[]; reach: number }): Promise<number> {
  interface Ink {
    readonly width: number;
    readonly height: number;
    readonly dark: Uint8Array;
  }
  interface Canvas {
    drawImage: (image: unknown, x: number, y: number) => void;
    getImageData: (x: number, y: number, w: number, h: number) => { data: Uint8ClampedArray };
  }
  const { createImageBitmap, OffscreenCanvas } = globalThis as unknown as {
    createImageBitmap: (blob: unknown) => Promise<{ width: number; height: number }>;
    OffscreenCanvas: new (width: number, height: number) => { getContext: (kind: '2d') => Canvas };
  };
  const { reach } = asked;
  const [first, second] = await Promise.all(asked.pictures.map(read));
  if (!first || !second) return 1;
  const counts = [missing(first, second), missing(second, first)];
  const ink = counts.reduce((sum, one) => sum + one.ink, 0);
  return ink === 0 ? 1 : counts.reduce((sum, one) => sum + one.lost, 0) / ink;

  async function read(url: string): Promise<Ink> {
    const image = await createImageBitmap(await (await fetch(url)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let [left, top, right, bottom] = [image.width, image.height, -1, -1];
    for (let index = 0; index < image.width * image.height; index += 1) {
      if ((data[index * 4] ?? 255) >= 128) continue;
      const [x, y] = [index % image.width, Math.floor(index / image.width)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    const [width, height] = [right - left + 1, bottom - top + 1];
    const dark = new Uint8Array(Math.max(0, width) * Math.max(0, height)).map((_, index) => {
      const [x, y] = [left + (index % width), top + Math.floor(index / width)];
      return (data[(y * image.width + x) * 4] ?? 255) < 128 ? 1 : 0;
    });
    return { width, height, dark };
  }

  function missing(from: Ink, to: Ink): { lost: number; ink: number } {
    let [lost, ink] = [0, 0];
    from.dark.forEach((isDark, index) => {
      if (!isDark) return;
      ink += 1;
      if (!hasNear(to, index % from.width, Math.floor(index / from.width))) lost += 1;
    });
    return { lost, ink };
  }

  function hasNear(ink: Ink, x: number, y: number): boolean {
    for (let row = y - reach; row <= y + reach; row += 1) {
      for (let column = x - reach; column <= x + reach; column += 1) {
        if (column < 0 || column >= ink.width) continue;
        if (ink.dark[row * ink.width + column]) return true;
      }
    }
    return false;
  }
}
