import { AppError, type ErrorId } from '../errors';

const AGAIN = 'Go back to your course and open the activity again.';
const TELL = 'If it happens again, tell the person who runs the course.';
const ADMINISTRATOR = 'Tell the administrator of your learning platform.';

/**
 * Every way in which a login or launch is refused: what the person reads, and what the log keeps.
 * `detail` names the rule that failed; it never holds a value of the request.
 */
function refusal(id: ErrorId, status: number, title: string, whatToDo: string) {
  return (detail: string, cause?: unknown): AppError =>
    new AppError({ id, status, userMessage: { title, whatToDo }, detail, cause });
}

export const requestInvalid = refusal(
  'request-invalid',
  400,
  'This address is for learning platforms',
  'Open the activity from your course in the learning platform (for example Moodle or Canvas).',
);

export const bodyTooLarge = refusal(
  'body-too-large',
  413,
  'The message from the learning platform is too long',
  ADMINISTRATOR,
);

export const methodNotAllowed = refusal(
  'method-not-allowed',
  405,
  'This address does not work that way',
  'Open the activity from your course in the learning platform.',
);

export const launchInvalid = refusal(
  'launch-invalid',
  401,
  'This activity could not be opened',
  `What the learning platform sent was not accepted. ${AGAIN} ${TELL}`,
);

export const launchExpired = refusal(
  'launch-expired',
  401,
  'This took too long',
  `For safety, an activity must be opened within a short time. ${AGAIN} ${TELL}`,
);

export const launchReplayed = refusal(
  'launch-replayed',
  401,
  'This page was opened before',
  `For safety, each opening works once, and only for a few minutes: going back or reloading does not repeat it. ${AGAIN}`,
);

export const cookieMissing = refusal(
  'launch-cookie-missing',
  401,
  'Your browser did not keep a cookie that is needed here',
  'Open the activity in a new window or tab if your course offers it. Or allow cookies for this site in your browser’s privacy settings, or use another browser, and open the activity from your course again.',
);

export const browserMismatch = refusal(
  'launch-browser-mismatch',
  401,
  'This activity was not opened by this browser',
  `An activity must be opened and shown in the same browser. ${AGAIN}`,
);

export const platformUnknown = refusal(
  'launch-platform-unknown',
  400,
  'This learning platform is not registered here',
  `${ADMINISTRATOR} It must be registered with this training tool first.`,
);

export const platformInactive = refusal(
  'launch-platform-inactive',
  403,
  'This learning platform is switched off here',
  `${ADMINISTRATOR} Its registration with this training tool is not active.`,
);

export const deploymentUnknown = refusal(
  'launch-deployment-unknown',
  403,
  'This course’s connection to the training is not known here',
  `${ADMINISTRATOR} The deployment must be added to the platform’s registration.`,
);

export const targetUnknown = refusal(
  'launch-target-unknown',
  400,
  'The activity’s address does not belong to this training',
  'Tell the person who runs the course: the activity’s address (tool URL) in the learning platform must be one of this training.',
);

export const platformUnreachable = refusal(
  'platform-unreachable',
  502,
  'The learning platform did not answer',
  'Wait a minute, then go back to your course and open the activity again.',
);

/** A launch that leaves out what this training cannot do without. */
export const subjectMissing = refusal(
  'launch-invalid',
  400,
  'The learning platform did not say who you are',
  `Without it, your progress could not be kept. Sign in to the learning platform, not as a guest, and open the activity again. ${TELL}`,
);

export const contextMissing = refusal(
  'launch-invalid',
  400,
  'The learning platform did not say which course this is',
  `Open the activity from inside a course, not from a menu of the platform. ${TELL}`,
);

export const returnAddressInvalid = refusal(
  'launch-invalid',
  400,
  'What you choose here could not be sent back safely',
  `The learning platform named no safe address for it. ${ADMINISTRATOR}`,
);

export const messageTypeUnsupported = refusal(
  'launch-invalid',
  400,
  'This training cannot do what was asked for',
  'It can be opened as an activity of a course. Tell the person who runs the course if you expected something else.',
);

const PLATFORM_SAYS = 'launch-platform-error';

const signInFirst = refusal(
  PLATFORM_SAYS,
  401,
  'You are not signed in to the learning platform',
  'Sign in to the learning platform, then open the activity from your course again.',
);

const notAccepted = refusal(
  PLATFORM_SAYS,
  400,
  'The learning platform did not accept the request',
  `${AGAIN} ${TELL}`,
);

const platformErrors: ReadonlyMap<string, (detail: string) => AppError> = new Map([
  ['login_required', signInFirst],
  ['interaction_required', signInFirst],
  [
    'access_denied',
    refusal(
      PLATFORM_SAYS,
      403,
      'The learning platform did not let you in',
      'You may be signed in there with another account. Sign out of the learning platform, sign in again, and open the activity from your course.',
    ),
  ],
  [
    'unauthorized_client',
    refusal(
      PLATFORM_SAYS,
      403,
      'The learning platform does not know this training',
      `${ADMINISTRATOR} The client id registered here is not the one that the platform gave.`,
    ),
  ],
]);

/** OIDC Core §3.1.2.6: `code` is the platform's `error`. A code not listed gets general advice. */
export function platformError(code: string): AppError {
  const known = platformErrors.get(code);
  return known ? known(`The platform answered ${code}`) : notAccepted('The platform refused');
}
