import type { Platform } from '../platform';
import { markup } from './markup';
import type { Markup } from './markup';

/**
 * The tool in a frame and, where the platform has one, the hidden frame that keeps its data.
 * @param frame `size`: its width and height attributes, in CSS pixels; else the style sheet's.
 */
export function toolFrame(
  { framePage }: Pick<Platform, 'framePage'>,
  frame: {
    readonly address: string;
    readonly title: string;
    readonly origin: string;
    readonly size?: { readonly width: number; readonly height: number };
  },
): Markup {
  const { address, title, origin, size } = frame;
  const sized = size && markup` width="${size.width}" height="${size.height}"`;
  const { storageFrame } = framePage;
  return markup`<iframe src="${address}" title="${title}" data-tool-origin="${origin}"${sized} allowfullscreen></iframe>
${storageFrame && markup`<iframe src="${storageFrame}" name="${storageFrame.slice(1)}" title="Storage of the tool" hidden></iframe>`}`;
}
