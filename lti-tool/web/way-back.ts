import type { Response } from 'express';
import type { Link } from './view';

/** What a launch told of the place it came from. */
export interface Origin {
  readonly returnUrl?: string;
  readonly contextTitle?: string;
  readonly platformName?: string;
  readonly locale?: string;
}

const origins = new WeakMap<Response, Origin>();

/** From now on the answer knows where the person came from. */
export function rememberOrigin(res: Response, origin: Origin): void {
  origins.set(res, origin);
}

/** Undefined outside a visit. */
export function originOf(res: Response): Origin | undefined {
  return origins.get(res);
}

/** Characters as people count them. */
const LONGEST_TITLE = 60;
const segmenter = new Intl.Segmenter();

/**
 * The way back to the platform, where the launch gave one (LTI 1.3 Core §5.4.4, `return_url`): the
 * platform shows the message to the person.
 */
export function wayBack(
  { returnUrl }: Origin,
  message: Readonly<Partial<Record<'lti_msg' | 'lti_errormsg', string>>>,
): Link | undefined {
  if (returnUrl === undefined) return undefined;
  const url = new URL(returnUrl);
  for (const [name, text] of Object.entries(message)) url.searchParams.set(name, text);
  return { href: url.href, label: 'Back to the course' };
}

/** Course and platform by their own names, for the header. */
export function placeInWords({ contextTitle, platformName }: Origin): string | undefined {
  const names = [contextTitle, platformName].filter((name) => name !== undefined);
  return names.length === 0 ? undefined : names.map(shortened).join(' · ');
}

function shortened(text: string): string {
  // No character has less than one unit: most titles need no count.
  if (text.length <= LONGEST_TITLE) return text;
  const characters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  return characters.length <= LONGEST_TITLE
    ? text
    : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
