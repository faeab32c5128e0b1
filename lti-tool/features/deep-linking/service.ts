import type { DeepLinkingRequest } from '../../domain/deep-linking';
import type { LaunchSession } from '../../domain/launch-session';
import { AppError } from '../../errors';
import type { DeepLinking, DeepLinkingMessages } from '../../lti/port';
import type { LaunchSessions } from '../../store/repositories/launch-sessions';
import { counted } from '../../web/view';
import { contentItem } from './content-item';
import type { Leaf } from './tree';

/** A launch session that was begun to choose activities. */
export type DialogueSession = LaunchSession & { readonly deepLinking: DeepLinkingRequest };

/** Each gives the signed answer for the platform, once per request. @throws AppError deep-linking-answered */
export interface DeepLinkingService {
  add(session: DialogueSession, leaves: readonly Leaf[]): Promise<string>;
  cancel(session: DialogueSession): Promise<string>;
  /** The platform takes nothing that this training has. */
  fail(session: DialogueSession): Promise<string>;
}

export interface DeepLinkingServiceDependencies {
  readonly deepLinking: DeepLinking;
  readonly launchSessions: Pick<LaunchSessions, 'answerDeepLinking'>;
  readonly baseUrl: string;
  readonly now: () => Date;
}

export function createDeepLinkingService(
  dependencies: DeepLinkingServiceDependencies,
): DeepLinkingService {
  const { deepLinking, launchSessions, baseUrl, now } = dependencies;

  /** Signs first: a request that could not be answered can still be answered later. */
  async function answerOnce(
    { id, registrationId, deploymentId, deepLinking: request }: DialogueSession,
    leaves: readonly Leaf[],
    messages: DeepLinkingMessages,
  ): Promise<string> {
    const { data } = request;
    const jwt = await deepLinking.respond(
      { registrationId, deploymentId, ...(data !== undefined && { data }) },
      { items: leaves.map((leaf) => contentItem(leaf, request, baseUrl)), messages },
    );
    if (!(await launchSessions.answerDeepLinking(id, now()))) throw alreadyAnswered();
    return jwt;
  }

  return {
    add: (session, leaves) =>
      answerOnce(session, leaves, {
        msg: `${counted(leaves.length, 'activity', 'activities')} of the training added.`,
        log: `Chosen: ${leaves.map(({ id }) => id).join(', ')}`,
      }),
    cancel: (session) => answerOnce(session, [], { msg: 'Nothing was added.' }),
    fail: (session) =>
      answerOnce(session, [], {
        errormsg: 'This place of the course takes no activities of the training.',
        errorlog: 'accept_types does not hold ltiResourceLink',
      }),
  };
}

export function alreadyAnswered(): AppError {
  return new AppError({
    id: 'deep-linking-answered',
    status: 409,
    userMessage: {
      title: 'Your choice was already sent to the course',
      whatToDo:
        'Go back to your course and look for the activities there. To add more, choose the training there again.',
    },
  });
}
