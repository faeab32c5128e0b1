import { AppError } from '../../errors';

const STILL_GOOD = 'Nothing was registered here, and the invitation link can be used again.';
const AGAIN = 'Start again in your learning platform, with the same invitation link.';

/** Every way in which a registration fails: what the administrator reads, and what the log keeps. */
function failure(title: string, whatToDo: string) {
  return (detail: string, cause?: unknown): AppError =>
    new AppError({
      id: 'registration-failed',
      status: 400,
      userMessage: { title, whatToDo: `${whatToDo} ${STILL_GOOD}` },
      detail,
      cause,
    });
}

export const addressRefused = failure(
  'The learning platform gave an address that is not called from here',
  'This training talks only to platforms with an https address on the public internet, and follows no forwarding. Check the address of your platform in its own settings. For a platform inside a closed network, the people who run this training can set ALLOW_PRIVATE_PLATFORMS.',
);

export const platformSilent = failure(
  'The learning platform did not answer',
  `Its server must be reachable from this training. Wait a minute. ${AGAIN}`,
);

export const configurationUnusable = failure(
  'The learning platform describes itself in a way that cannot be used',
  'It may not offer registration for LTI Advantage, or may be of an older version. You can still connect it by hand.',
);

export const issuerForged = failure(
  'The learning platform speaks for another one',
  'The address that it gave and the name that it gave do not belong together. Check the web address in the platform’s own settings, or connect it by hand.',
);

export const answerUnusable = failure(
  'The learning platform’s answer cannot be used',
  'It may have added this training to its tools all the same: remove it there. Then connect the platform by hand.',
);

/** @param reason the platform's own words, bounded and without markup. */
export function platformRefused(
  advice: string,
  reason: string | undefined,
  detail: string,
): AppError {
  const quoted = reason === undefined ? '' : ` The platform’s own words: “${reason}”.`;
  return failure(
    'The learning platform did not register the training',
    `${advice}${quoted}`,
  )(detail);
}
