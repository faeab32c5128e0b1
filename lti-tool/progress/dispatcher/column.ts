import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { ContextRecord } from '../../domain/context-record';
import type { Enrolment } from '../../domain/enrolment';
import { TRAINING_COMPLETED } from '../../domain/score-outbox';
import { without } from '../../domain/without';
import { AGS_SCOPE, type LineItem, type LineItemScope, type Scores } from '../../lti/port';
import type { DeliveryDependencies } from './dependencies';

/** Where a score goes, or why it cannot go yet (with the shortest wait) or ever. */
export type Column =
  | { readonly kind: 'known'; readonly url: string }
  | { readonly kind: 'wait'; readonly reason: string; readonly waitMs: number }
  | { readonly kind: 'refused'; readonly reason: string };

/** Line items are listed this seldom in one context, however many scores wait there. */
const SEEK_EVERY_MS = 300_000;

/** A launch that shows the line item makes the score due at once; this is for everyone else's. */
const NOT_SHOWN: Column = {
  kind: 'wait',
  reason:
    "The platform has not shown this activity's gradebook column yet; it appears when someone opens the activity from the course.",
  waitMs: SEEK_EVERY_MS,
};
const BEING_MADE: Column = {
  kind: 'wait',
  reason: 'The gradebook column is being made.',
  waitMs: 5_000,
};
const NOT_GRANTED: Column = {
  kind: 'refused',
  reason:
    'Not granted: the platform does not let this tool add a column of its own to the gradebook. In Moodle, an administrator sets “IMS LTI Assignment and Grade Services” to “Use this service for grade sync and column management”. In Canvas, the developer key needs “Can create and view assignment data in the gradebook associated with the tool”. Then choose Send again.',
};

/** Found again by resource id and tag, should its URL be lost before it is stored. */
const TRAINING_COLUMN: Omit<LineItem, 'id'> & {
  readonly tag: string;
  readonly resourceId: string;
} = {
  label: 'Training completed',
  scoreMaximum: 1,
  resourceId: TRAINING_COMPLETED,
  tag: 'completion',
};

/** Longer than finding and making a line item can take, at the time limits of the calls. */
const LEASE_MS = 300_000;

/**
 * The line item of an activity in the enrolment's context: learnt from launches, or, for the
 * training as a whole, made by this tool where the platform grants it (AGS 2.0 §3.2).
 * @throws ServiceError when the platform cannot be asked or refuses.
 */
export async function columnOf(
  enrolment: Enrolment,
  activityId: string,
  dependencies: DeliveryDependencies,
): Promise<Column> {
  const key = contextKeyOf(enrolment);
  const record = await dependencies.contextRecords.find(key);
  const url = record?.lineItems[activityId];
  if (url !== undefined) return { kind: 'known', url };
  const container = record && containerOf(record);
  if (activityId === TRAINING_COMPLETED && record) {
    return container === undefined ? NOT_GRANTED : makeOnce(key, container, dependencies);
  }
  return container === undefined ? NOT_SHOWN : seek(key, container, activityId, dependencies);
}

/** Forgets a line item that the platform has no more, so that it is found or made anew. */
export async function forgetColumn(
  enrolment: Enrolment,
  { activityId, url }: { readonly activityId: string; readonly url: string },
  { contextRecords }: DeliveryDependencies,
): Promise<void> {
  await contextRecords.change(contextKeyOf(enrolment), (current) =>
    current?.lineItems[activityId] === url
      ? { ...current, lineItems: without(current.lineItems, activityId) }
      : undefined,
  );
}

/** The context's line items, and what this tool may do there: all, or only read. */
interface Container {
  readonly url: string;
  readonly scope: LineItemScope;
}

function containerOf({ scopes, lineItemsUrl: url }: ContextRecord): Container | undefined {
  const scope = ([AGS_SCOPE.lineItem, AGS_SCOPE.lineItemReadOnly] as const).find((wanted) =>
    scopes.includes(wanted),
  );
  return url === undefined || scope === undefined ? undefined : { url, scope };
}

/**
 * Lists the context's line items and learns those that name an activity by their resourceId
 * (AGS 2.0 §3.1.4): the ones made by Deep Linking, which nobody may have opened yet.
 */
async function seek(
  key: ContextKey,
  container: Container,
  activityId: string,
  { contextRecords, scores, now }: DeliveryDependencies,
): Promise<Column> {
  let isMine = false as boolean;
  await contextRecords.change(key, (current) => {
    const last = current?.columnsSoughtAt?.getTime() ?? 0;
    isMine = current !== undefined && now().getTime() - last >= SEEK_EVERY_MS;
    return isMine && current ? { ...current, columnsSoughtAt: now() } : undefined;
  });
  if (!isMine) return NOT_SHOWN;
  const found = await scores.lineItems(key.registrationId, container.url, container.scope);
  const named = Object.fromEntries(
    found.flatMap(({ id, resourceId }) => (resourceId ? [[resourceId, id]] : [])),
  );
  const record = await contextRecords.change(
    key,
    (current) => current && { ...current, lineItems: { ...named, ...current.lineItems } },
  );
  const url = record?.lineItems[activityId];
  return url === undefined ? NOT_SHOWN : { kind: 'known', url };
}

/**
 * Makes the tool's line item, once per context: one caller at a time holds the record's lease, and
 * looks first whether an earlier one made it without living to store its URL.
 */
async function makeOnce(
  key: ContextKey,
  container: Container,
  { contextRecords, scores, now, owner }: DeliveryDependencies,
): Promise<Column> {
  const columnLease = { owner, until: new Date(now().getTime() + LEASE_MS) };
  const endLease = (): Promise<unknown> =>
    contextRecords.change(
      key,
      (current) => current && { ...current, columnLease: { owner, until: now() } },
    );
  let isMine = false as boolean;
  const record = await contextRecords.change(key, (current) => {
    isMine = current !== undefined && isFree(current, now());
    return isMine && current ? { ...current, columnLease } : undefined;
  });
  const made = record?.lineItems[TRAINING_COMPLETED];
  if (made !== undefined) return { kind: 'known', url: made };
  if (!isMine) return BEING_MADE;
  try {
    const url = await findOrMake(key.registrationId, container, scores);
    if (url !== undefined) {
      await contextRecords.change(key, (current) => current && withColumn(current, url));
      return { kind: 'known', url };
    }
  } catch (error) {
    await endLease();
    throw error;
  }
  await endLease();
  return NOT_GRANTED;
}

/** The line item's URL; undefined where it is not there and may not be made. */
async function findOrMake(
  registrationId: string,
  { url, scope }: Container,
  scores: Scores,
): Promise<string | undefined> {
  const found = await scores.findLineItem(registrationId, url, TRAINING_COLUMN, scope);
  if (found) return found.id;
  if (scope !== AGS_SCOPE.lineItem) return undefined;
  return (await scores.createLineItem(registrationId, url, TRAINING_COLUMN)).id;
}

function isFree({ lineItems, columnLease }: ContextRecord, now: Date): boolean {
  return lineItems[TRAINING_COMPLETED] === undefined && (!columnLease || columnLease.until <= now);
}

function withColumn(record: ContextRecord, url: string): ContextRecord {
  const lineItems = { [TRAINING_COMPLETED]: url, ...record.lineItems };
  return { ...without(record, 'columnLease'), lineItems };
}
