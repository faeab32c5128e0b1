import { canvas } from './canvas/platform';
import { moodle } from './moodle/platform';
import type { Platform } from './platform';

/** The makes of platform that the practice LMS can be. */
export const PLATFORMS = { moodle, canvas } as const satisfies Record<string, Platform>;

export type Mode = keyof typeof PLATFORMS;
