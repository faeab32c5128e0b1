import { OUTLINE, PROGRESS } from './paths';
import type { Link } from './view';

const MY_PROGRESS: Link = { href: PROGRESS, label: 'My progress' };

/** The way back to My progress. */
export const CRUMBS: readonly Link[] = [MY_PROGRESS];

/** The way back from a guide to where all guides are listed. */
export const GUIDE_CRUMBS: readonly Link[] = [
  { href: `${OUTLINE}#about-and-tools`, label: 'Programme' },
];

/** The way back to My progress and to the module there. */
export function moduleCrumbs({ id, number }: { id: string; number: number }): Link[] {
  return [MY_PROGRESS, { href: `${PROGRESS}#${id}`, label: `Module ${number}` }];
}

/** The way back to My progress and to the live day there. */
export function liveDayCrumbs(day: number): Link[] {
  return [MY_PROGRESS, { href: `${PROGRESS}#${liveDayAnchor(day)}`, label: `Live day ${day}` }];
}

/** Id of a live day's section on My progress; a module's is its own id. */
export function liveDayAnchor(day: number): string {
  return `day-${day}`;
}
