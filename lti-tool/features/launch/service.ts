import { randomBytes } from 'node:crypto';
import type { ContextKey } from '../../domain/context-key';
import type { ContextRecord } from '../../domain/context-record';
import type { Enrolment } from '../../domain/enrolment';
import { columnLearnt } from '../../domain/score-outbox';
import { AppError } from '../../errors';
import type { Launch } from '../../lti/port';
import type { ContextRecords } from '../../store/repositories/context-records';
import type { EnrolmentFields, Enrolments } from '../../store/repositories/enrolments';
import type { LaunchSessions } from '../../store/repositories/launch-sessions';
import { activityPath, PROGRESS } from '../../web/paths';
import { sessionKey } from '../../web/visit';

/** A visit ends this long after its launch: about a working day. */
const SESSION_MILLISECONDS = 10 * 60 * 60 * 1000;

export interface LaunchService {
  /** Enrols the person, remembers what the launch tells of its context, and starts a session. */
  begin(launch: Launch): Promise<BegunLaunch>;
}

export interface BegunLaunch {
  /** The opaque value for the session cookie; the store has only its hash. */
  readonly sessionValue: string;
  readonly expiresAt: Date;
  /** Path of the activity within this tool. */
  readonly path: string;
}

export interface LaunchDependencies {
  readonly baseUrl: string;
  /** Whether an activity id is one of this programme's. */
  readonly isActivity: (id: string) => boolean;
  readonly enrolments: Pick<Enrolments, 'enrol' | 'change'>;
  readonly contextRecords: Pick<ContextRecords, 'find' | 'change'>;
  readonly launchSessions: Pick<LaunchSessions, 'start'>;
  readonly scoresDue: () => void;
  readonly now: () => Date;
}

export function createLaunchService(dependencies: LaunchDependencies): LaunchService {
  const { enrolments, launchSessions, now } = dependencies;
  return {
    async begin(launch) {
      const { path, activityId } = targetOf(launch, dependencies);
      const enrolment = await enrolments.enrol(enrolmentOf(launch, now()));
      if (await learnContext(launch, activityId, dependencies)) {
        await sendWaitingScores(enrolment, activityId, dependencies);
      }
      const sessionValue = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + SESSION_MILLISECONDS);
      await launchSessions.start({
        id: sessionKey(sessionValue),
        enrolmentId: enrolment.id,
        ...contextOf(launch),
        role: launch.role,
        formSecret: randomBytes(32).toString('base64url'),
        ...(launch.locale && { locale: launch.locale }),
        ...(launch.returnUrl && { returnUrl: launch.returnUrl }),
        expiresAt,
      });
      return { sessionValue, expiresAt, path };
    },
  };
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

function contextOf({ registrationId, deploymentId, context }: Launch): ContextKey {
  return { registrationId, deploymentId, contextId: context.id };
}

function enrolmentOf(launch: Launch, now: Date): EnrolmentFields {
  return {
    ...contextOf(launch),
    subject: launch.subject,
    role: launch.role,
    ...(launch.name && { name: launch.name }),
    ...(launch.email && { email: launch.email }),
    launchedAt: now,
  };
}

/** Keeps where this context's line items are. Answers whether the activity's line item is new. */
async function learnContext(
  launch: Launch,
  activityId: string,
  { contextRecords, now }: LaunchDependencies,
): Promise<boolean> {
  const key = contextOf(launch);
  const before = await contextRecords.find(key);
  const lineItem = launch.ags?.lineItem;
  const isNews = lineItem !== undefined && before?.lineItems[activityId] !== lineItem;
  if (before && !isNews && knows(before, factsOf(launch, before))) return false;
  await contextRecords.change(key, (current) => ({
    ...key,
    ...current,
    ...factsOf(launch, current),
    lineItems: { ...current?.lineItems, ...(lineItem && { [activityId]: lineItem }) },
    launchedAt: now(),
  }));
  return isNews;
}

/** A launch of an activity outside the gradebook may say nothing of AGS: what was granted stays. */
function factsOf({ ags, context, membershipsUrl }: Launch, record: ContextRecord | undefined) {
  return {
    scopes: ags?.scopes ?? record?.scopes ?? [],
    ...(context.title && { title: context.title }),
    ...(ags?.lineItems && { lineItemsUrl: ags.lineItems }),
    ...(membershipsUrl && { membershipsUrl }),
  };
}

function knows(record: ContextRecord, facts: Partial<ContextRecord>): boolean {
  return Object.entries(facts).every(
    ([name, value]) =>
      JSON.stringify(record[name as keyof ContextRecord]) === JSON.stringify(value),
  );
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
