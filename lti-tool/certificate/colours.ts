import { type RGB, rgb } from 'pdf-lib';

/** The certificate's fixed colours. */
export const COLOURS = {
  ink: rgb(0.09, 0.13, 0.2),
  quiet: rgb(0.33, 0.38, 0.44),
  gold: rgb(0.68, 0.52, 0.26),
  paper: rgb(1, 1, 1),
  specimen: rgb(0.96, 0.86, 0.84),
};

/** The one colour that an organizer chooses, and a pale tint of it. */
export interface Accent {
  readonly strong: RGB;
  readonly pale: RGB;
}

/** How far the tint lies from the colour on the way to white. */
const PALENESS = 0.62;

/** @param hex for example `#0a5466`. */
export function accentOf(hex: string): Accent {
  const [red, green, blue] = [1, 3, 5].map(
    (at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
  ) as [number, number, number];
  const paler = (part: number): number => part + (1 - part) * PALENESS;
  return { strong: rgb(red, green, blue), pale: rgb(paler(red), paler(green), paler(blue)) };
}
