import { type SvgPart, svgParts } from './svg-parts';

/** What a figure may weigh: it is loaded over a telephone. */
const MOST_BYTES = 24 * 1024;
/** In the units of the viewBox. */
const WIDTH = { least: 240, most: 720 };
const HEIGHT = { least: 80, most: 960 };

/** Up to this width a figure fits a small telephone when scaled; a wider one scrolls there. */
const NARROW = 400;
/** Smallest letters, in the units of the viewBox: at least 10 CSS pixels on a small telephone. */
const LETTERS = { narrow: 14, wide: 16 };

const ELEMENTS = new Set([
  ...['svg', 'g', 'title', 'desc', 'defs', 'marker'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
]);

const ATTRIBUTES = new Set([
  ...['xmlns', 'viewBox', 'id', 'role', 'width', 'height', 'transform', 'opacity'],
  ...['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'dx', 'dy', 'd', 'points'],
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity'],
  ...['stroke-linecap', 'stroke-linejoin', 'stroke-dasharray'],
  ...['marker-start', 'marker-mid', 'marker-end', 'markerWidth', 'markerHeight', 'markerUnits'],
  ...['refX', 'refY', 'orient', 'text-anchor', 'dominant-baseline', 'letter-spacing'],
  ...['font-family', 'font-size', 'font-weight', 'font-style'],
]);

const MARKERS = new Set(['marker-start', 'marker-mid', 'marker-end']);
const SYSTEM_FONTS = new Set(['system-ui', 'sans-serif', 'serif', 'monospace']);

/** Size of a drawing in the units of its viewBox, shown as CSS pixels. */
export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A figure draws, and does nothing else: no script, handler, style, link, picture or font from
 * anywhere. Only elements and attributes of the lists above pass.
 * @param report takes the place in the file (`line 3` or empty) and what is wrong.
 * @returns its size, or undefined when it cannot be told.
 */
export function checkSvg(
  svg: string,
  report: (place: string, message: string) => void,
): SvgSize | undefined {
  const bytes = Buffer.byteLength(svg);
  if (bytes > MOST_BYTES) report('', `has ${bytes} bytes, at most ${MOST_BYTES} are allowed`);
  const parts = svgParts(svg);
  if ('message' in parts) {
    report(`line ${parts.line}`, parts.message);
    return undefined;
  }
  const wrong = (message: string): void => {
    report('', message);
  };
  checkRoot(parts, wrong);
  const ids = new Set(parts.map((part) => attribute(part, 'id')));
  for (const part of parts) {
    if (part.kind !== 'open') continue;
    if (!ELEMENTS.has(part.name)) wrong(`<${part.name}> is not allowed in a figure`);
    for (const [name, value] of part.attributes) checkAttribute(name, value, ids, wrong);
  }
  const size = sizeOf(parts, wrong);
  if (size) checkLetters(parts, size, wrong);
  return size;
}

function attribute(part: SvgPart | undefined, name: string): string | undefined {
  return part?.kind === 'open' ? part.attributes.get(name) : undefined;
}

function checkRoot(parts: readonly SvgPart[], wrong: (message: string) => void): void {
  const shown = parts.filter((part) => part.kind !== 'text' || part.text.trim() !== '');
  const [first] = shown;
  const roots = depths(shown).filter((depth) => depth === 0).length;
  if (first?.kind !== 'open' || first.name !== 'svg' || roots !== 1) {
    wrong('must be one <svg> element');
  } else if (attribute(first, 'xmlns') !== 'http://www.w3.org/2000/svg') {
    wrong('needs xmlns="http://www.w3.org/2000/svg"');
  }
}

/** How many elements are open before each part that is not a closing tag. */
function depths(parts: readonly SvgPart[]): number[] {
  let depth = 0;
  return parts.flatMap((part) => {
    if (part.kind === 'close') {
      depth -= 1;
      return [];
    }
    return [part.kind === 'open' ? depth++ : depth];
  });
}

function checkAttribute(
  name: string,
  value: string,
  ids: ReadonlySet<string | undefined>,
  wrong: (message: string) => void,
): void {
  if (!ATTRIBUTES.has(name)) wrong(`the attribute ${name} is not allowed in a figure`);
  else if (MARKERS.has(name)) {
    const id = /^url\(#([\w-]+)\)$/.exec(value)?.[1];
    if (id === undefined || !ids.has(id))
      wrong(`${name}="${value}" must name a marker in the file`);
  } else if (name !== 'xmlns' && /url|\/\/|:|\\/i.test(value)) {
    wrong(`${name}="${value}" points outside the figure`);
  }
  if (name === 'font-family') {
    const foreign = value.split(',').filter((font) => !SYSTEM_FONTS.has(font.trim()));
    if (foreign.length > 0) {
      wrong(`font-family="${value}": only ${[...SYSTEM_FONTS].join(', ')} are allowed`);
    }
  }
}

function sizeOf(parts: readonly SvgPart[], wrong: (message: string) => void): SvgSize | undefined {
  const box = attribute(
    parts.find(({ kind }) => kind === 'open'),
    'viewBox',
  );
  const [, width, height] = /^0 0 (\d{1,4}) (\d{1,4})$/.exec(box ?? '') ?? [];
  if (width === undefined || height === undefined) {
    wrong('needs a viewBox of whole numbers that begins at 0, such as viewBox="0 0 640 360"');
    return undefined;
  }
  const size = { width: Number(width), height: Number(height) };
  for (const [name, { least, most }] of [
    ['width', WIDTH],
    ['height', HEIGHT],
  ] as const) {
    if (size[name] < least || size[name] > most) {
      wrong(`the viewBox is ${size[name]} units in ${name}, not ${least} to ${most}`);
    }
  }
  return size;
}

/** True for a figure that keeps its size on a small telephone and scrolls there. */
export function isWide({ width }: SvgSize): boolean {
  return width > NARROW;
}

function checkLetters(
  parts: readonly SvgPart[],
  size: SvgSize,
  wrong: (message: string) => void,
): void {
  const least = isWide(size) ? LETTERS.wide : LETTERS.narrow;
  for (const part of parts) {
    const letters = attribute(part, 'font-size');
    if (letters === undefined) continue;
    if (!/^\d+(\.\d+)?$/.test(letters) || Number(letters) < least) {
      wrong(`font-size="${letters}" must be a number of at least ${least} (units of the viewBox)`);
    }
  }
}
