import { randomBytes } from 'node:crypto';
import type { ContextKey } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import type { LaunchSession } from '../../domain/launch-session';
import { columnLearnt } from '../../domain/score-outbox';
import { isStaff } from '../../domain/role';
import { AppError } from '../../errors';
import type { DeepLinkingLaunch, Launch } from '../../lti/port';
import type { EnrolmentFields, Enrolments } from '../../store/repositories/enrolments';
import type { LaunchSessions } from '../../store/repositories/launch-sessions';
import { activityPath, DEEP_LINKING, EDITION, PROGRESS } from '../../web/paths';
import { sessionKey } from '../../web/visit';
import { type ContextLearnerDependencies, contextLearner } from './learn-context';

/** A visit ends this long after its launch: about a working day. */
const SESSION_MILLISECONDS = 10 * 60 * 60 * 1000;

type AnyLaunch = Launch | DeepLinkingLaunch;

export interface LaunchService {
  /** Enrols the person, remembers what the launch tells of its context, and starts a session. */
  begin(launch: AnyLaunch, loginId: string): Promise<BegunLaunch>;
}

export interface BegunLaunch {
  /** The opaque value for the session cookie; the store has only its hash. */
  readonly sessionValue: string;
  readonly session: LaunchSession;
  /** Where to go within this tool: the activity, or what is to be said before it. */
  readonly path: string;
}

export interface LaunchDependencies extends ContextLearnerDependencies {
  readonly baseUrl: string;
  /** Whether an activity id is one of this programme's. */
  readonly isActivity: (id: string) => boolean;
  /** Whether a facilitator has still to say which edition a context follows. */
  readonly isEditionOpen: (context: ContextKey) => Promise<boolean>;
  readonly enrolments: Pick<Enrolments, 'enrol' | 'change'>;
  readonly launchSessions: Pick<LaunchSessions, 'start'>;
  readonly scoresDue: () => void;
  /** Marks a certificate as due, or not due any more, in the write that changes a person. */
  readonly marked: (enrolment: Enrolment) => Enrolment;
}

/** What a launch leads to, and what its session keeps for that. */
interface Opened {
  readonly enrolment: Enrolment;
  readonly opens: Pick<LaunchSession, 'deepLinking' | 'returnUrl'> & { readonly path: string };
}

export function createLaunchService(dependencies: LaunchDependencies): LaunchService {
  const { enrolments, launchSessions, marked, now } = dependencies;
  const learnContext = contextLearner(dependencies);

  async function openActivity(launch: Launch): Promise<Opened> {
    const { path, activityId } = targetOf(launch, dependencies);
    const enrolment = await enrolments.enrol(enrolmentOf(launch, now()), marked);
    if (await learnContext(launch, contextOf(launch), activityId)) {
      await sendWaitingScores(enrolment, activityId, dependencies);
    }
    return { enrolment, opens: { path, ...(launch.returnUrl && { returnUrl: launch.returnUrl }) } };
  }

  /** Wherever on this tool the request points. The way back is the answer, and no return_url. */
  async function openDialogue(launch: DeepLinkingLaunch): Promise<Opened> {
    checkMayChoose(launch);
    const enrolment = await enrolments.enrol(enrolmentOf(launch, now()), marked);
    return { enrolment, opens: { path: DEEP_LINKING, deepLinking: launch.deepLinking } };
  }

  return {
    async begin(launch, loginId) {
      const { enrolment, opens } = await (launch.messageType === 'LtiDeepLinkingRequest'
        ? openDialogue(launch)
        : openActivity(launch));
      const asksEdition =
        !opens.deepLinking &&
        isStaff(launch.role) &&
        (await dependencies.isEditionOpen(contextOf(launch)));
      const sessionValue = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + SESSION_MILLISECONDS);
      const session = await launchSessions.start({
        id: sessionKey(sessionValue),
        enrolmentId: enrolment.id,
        ...contextOf(launch),
        role: launch.role,
        formSecret: randomBytes(32).toString('base64url'),
        ...(launch.locale && { locale: launch.locale }),
        ...(launch.platformName && { platformName: launch.platformName }),
        ...(launch.context.title && { contextTitle: launch.context.title }),
        loginId,
        ...opens,
        expiresAt,
      });
      return { sessionValue, session, path: asksEdition ? EDITION : opens.path };
    },
  };
}

/** @throws AppError not-allowed: who only takes part adds nothing to a course. */
function checkMayChoose({ role, preparesCourse }: DeepLinkingLaunch): void {
  if (isStaff(role) || preparesCourse) return;
  throw new AppError({
    id: 'not-allowed',
    status: 403,
    userMessage: {
      title: 'Only facilitators and course designers can add activities of the training',
      whatToDo:
        'If you prepare this course, ask its administrator to give you the role of a teacher or designer there, then choose the training again.',
    },
    detail: 'A Deep Linking request by a participant',
  });
}

/**
 * The activity that the signed target_link_uri names (LTI 1.3 §5.3.6). The tool's own address
 * without an activity, as a platform's tool settings have it, opens My progress.
 */
function targetOf(
  launch: Launch,
  { baseUrl, isActivity }: LaunchDependencies,
): { path: string; activityId: string } {
  const target = new URL(launch.targetLinkUri);
  const path = target.origin === baseUrl ? target.pathname : undefined;
  if (path === '/' || path === '/lti/launch') return { path: PROGRESS, activityId: 'progress' };
  const activityId = path && /^\/a\/([a-z0-9-]+)$/.exec(path)?.[1];
  if (activityId && isActivity(activityId)) {
    return { path: activityPath(activityId), activityId };
  }
  throw new AppError({
    id: 'launch-target-unknown',
    status: 404,
    userMessage: {
      title: 'This link leads to an activity that the training does not have',
      whatToDo:
        'Ask your facilitator to remove the link from the course and to add the activity again.',
    },
    detail: 'target_link_uri names no activity of this tool',
  });
}

function contextOf({ registrationId, deploymentId, context }: AnyLaunch): ContextKey {
  return { registrationId, deploymentId, contextId: context.id };
}

function enrolmentOf(launch: AnyLaunch, now: Date): EnrolmentFields {
  return {
    ...contextOf(launch),
    subject: launch.subject,
    role: launch.role,
    ...(launch.testPerson && { testPerson: true }),
    ...(launch.name && { name: launch.name }),
    ...(launch.email && { email: launch.email }),
    launchedAt: now,
  };
}

async function sendWaitingScores(
  enrolment: Enrolment,
  activityId: string,
  { enrolments, scoresDue, now }: LaunchDependencies,
): Promise<void> {
  const changed = await enrolments.change(enrolment.id, (current) =>
    columnLearnt(current, activityId, now()),
  );
  if (changed.nextScoreAt) scoresDue();
}
