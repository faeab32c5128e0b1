import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import {
  degrees,
  drawImage,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
} from 'pdf-lib';

/** A logo or the picture of a signature, decoded once for all certificates. */
export interface Picture {
  /** Width divided by height. */
  readonly ratio: number;
  readonly pixels: PDFRawStream;
  /** Its transparency. */
  readonly mask: PDFRawStream | undefined;
}

/** Where a picture may be, in points. It is centred, keeps its shape and stands on the bottom. */
export interface Box {
  readonly centre: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Larger files slow every certificate and every download. */
const LARGEST_FILE = 2_000_000;

/** SVG is drawn as wide as this: 300 dots an inch in the widest place for it. */
const SVG_PIXELS = 1_200;

/**
 * Reads a PNG or SVG.
 * @throws Error saying in plain words why the file cannot be used.
 */
export async function readPicture(file: Buffer): Promise<Picture> {
  if (file.length > LARGEST_FILE) throw new Error('it is larger than 2 MB');
  const png = isPng(file) ? file : await rastered(file.toString('utf8'));
  const scratch = await PDFDocument.create();
  const image = await scratch.embedPng(png).catch((error: unknown) => {
    throw new Error('it is a damaged PNG', { cause: error });
  });
  await image.embed();
  const pixels = scratch.context.lookup(image.ref);
  if (!(pixels instanceof PDFRawStream)) throw new Error('it has no pixels');
  const mask = pixels.dict.lookup(PDFName.of('SMask'));
  return {
    ratio: image.width / image.height,
    pixels,
    mask: mask instanceof PDFRawStream ? mask : undefined,
  };
}

export function drawPicture(page: PDFPage, name: string, picture: Picture, box: Box): void {
  const width = Math.min(box.width, box.height * picture.ratio);
  page.pushOperators(
    ...drawImage(page.node.newXObject(name, register(page, picture)), {
      x: box.centre - width / 2,
      y: box.bottom,
      width,
      height: width / picture.ratio,
      rotate: NO_TURN,
      xSkew: NO_TURN,
      ySkew: NO_TURN,
    }),
  );
}

function register(page: PDFPage, { pixels, mask }: Picture): PDFRef {
  const { context } = page.doc;
  const dict = PDFDict.fromMapWithContext(new Map(pixels.dict.asMap()), context);
  if (mask) dict.set(PDFName.of('SMask'), context.register(mask));
  return context.register(PDFRawStream.of(dict, pixels.contents));
}

function isPng(file: Buffer): boolean {
  return file.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
}

const NO_TURN = degrees(0);

let ready: Promise<void> | undefined;

async function rastered(svg: string): Promise<Uint8Array> {
  if (!/<svg[\s>]/.test(svg)) throw new Error('it is neither PNG nor SVG');
  if (/<text[\s>]/.test(svg)) throw new Error('it holds text: turn the text into paths');
  ready ??= initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  try {
    const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: SVG_PIXELS } }).render();
    return drawn.asPng();
  } catch (error) {
    throw new Error('it is a damaged SVG', { cause: error });
  }
}
