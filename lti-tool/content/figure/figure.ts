import { createHash } from 'node:crypto';
import type { ContentFolder } from '../content-folder';
import type { Figure } from '../programme';
import { checkSvg } from './check-svg';

/** A figure's address carries its content's hash: it may be cached for good. */
export const FIGURE_ADDRESS = /^\/figures\/[\w-]{10}-[a-z0-9-]+\.svg$/;

const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*\.svg$/;

/** modules/NN-slug/figures/: file name → figure. A module without the folder has none. */
export function loadFigures(home: string, folder: ContentFolder): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  if (!folder.has(`${home}/figures`)) return figures;
  for (const name of folder.names(`${home}/figures`)) {
    const file = `${home}/figures/${name}`;
    if (!FILE_NAME.test(name)) {
      folder.problems.add(file, '', 'must be named like some-words.svg');
      continue;
    }
    const svg = folder.text(file) ?? '';
    const size = checkSvg(svg, (place, message) => {
      folder.problems.add(file, place, message);
    });
    const hash = createHash('sha256').update(svg).digest('base64url').slice(0, 10);
    const { width, height } = size ?? { width: 0, height: 0 };
    figures.set(name, { address: `/figures/${hash}-${name}`, svg, width, height });
  }
  return figures;
}
