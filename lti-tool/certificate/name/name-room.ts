import type { NameOptions } from './name-layout';

/**
 * The room for the name on the certificate. The smallest size is that of 100 of the widest letters
 * on two lines.
 */
export const NAME_ROOM: Omit<NameOptions, 'locale'> = {
  maxWidth: 620,
  maxHeight: 62,
  maxLines: 2,
  size: { largest: 34, smallest: 8 },
};
