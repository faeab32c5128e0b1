import type { ContextKey } from '../../domain/context-key';
import type { ContextRecord } from '../../domain/context-record';
import type { Launch } from '../../lti/port';
import type { ContextRecords } from '../../store/repositories/context-records';

export interface ContextLearnerDependencies {
  readonly contextRecords: Pick<ContextRecords, 'find' | 'change'>;
  readonly now: () => Date;
}

/** Keeps where a context's line items are. Answers whether the activity's line item is new. */
type LearnContext = (launch: Launch, key: ContextKey, activityId: string) => Promise<boolean>;

/** Milliseconds for which a launch that tells the same as the one before it needs no look. */
const REMEMBERED_FOR = 60_000;
/** Contexts; when there are more, all are looked up once again. */
const MOST_REMEMBERED = 1000;

/** A class opens an activity within minutes, and each launch tells the same of the context. */
export function contextLearner({ contextRecords, now }: ContextLearnerDependencies): LearnContext {
  const memory = new Map<string, { readonly told: string; readonly until: number }>();

  async function learn(launch: Launch, key: ContextKey, activityId: string): Promise<boolean> {
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

  return async (launch, key, activityId) => {
    const name = JSON.stringify(key);
    const told = JSON.stringify([activityId, launch.ags, launch.context, launch.membershipsUrl]);
    const last = memory.get(name);
    if (last?.told === told && now().getTime() < last.until) return false;
    const isNews = await learn(launch, key, activityId);
    if (memory.size >= MOST_REMEMBERED) memory.clear();
    memory.set(name, { told, until: now().getTime() + REMEMBERED_FOR });
    return isNews;
  };
}

/** A launch of an activity outside the gradebook may say nothing of AGS: what was granted stays. */
function factsOf(launch: Launch, record: ContextRecord | undefined) {
  const { ags, context, membershipsUrl, resourceLink } = launch;
  return {
    resourceLinkId: record?.resourceLinkId ?? resourceLink.id,
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
