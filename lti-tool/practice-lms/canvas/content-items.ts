import type { ContentItem } from '../content/response';
import type { AddedActivity } from '../course';
import type { Tool } from '../tools';
import { contentPlacement } from './placements';

type Activity = Omit<AddedActivity, 'id' | 'courseId' | 'clientId'>;

/**
 * What Canvas makes of the items, by the placement: only links to the tool are taken; one with a
 * line item becomes an assignment, another a module item; an assignment's own page takes one.
 */
export function activitiesOf(
  tool: Tool,
  items: readonly ContentItem[],
  placement: string,
): { readonly activities: readonly Activity[]; readonly rejected: readonly string[] } {
  const accepted = contentPlacement(placement)?.acceptMultiple ? items : items.slice(0, 1);
  const problems = accepted.map((item) => ({ item, problem: problemOf(item) }));
  return {
    activities: problems.flatMap(({ item, problem }) =>
      problem === undefined ? [activityOf(tool, item, placement)] : [],
    ),
    rejected: problems.flatMap(({ item, problem }) =>
      problem === undefined ? [] : [`${item.title ?? tool.name}: ${problem}`],
    ),
  };
}

function problemOf({ type, lineItem }: ContentItem): string | undefined {
  if (type !== 'ltiResourceLink') return `items of type ${type} are not taken here`;
  if (lineItem && !((lineItem.scoreMaximum ?? 0) > 0)) {
    return 'its line item needs a scoreMaximum that is greater than 0';
  }
  return undefined;
}

function activityOf(tool: Tool, item: ContentItem, placement: string): Activity {
  const { url = tool.targetLinkUri, text, custom, lineItem } = item;
  const title = item.title ?? tool.name;
  return {
    title: lineItem?.label ?? title,
    section: placement === 'assignment_selection' ? 'Assignments' : 'New Content From App',
    url,
    ...(text !== undefined && { text }),
    ...(custom && { custom }),
    ...(lineItem?.scoreMaximum !== undefined && { scoreMaximum: lineItem.scoreMaximum }),
    resourceId: lineItem?.resourceId ?? '',
    tag: lineItem?.tag ?? '',
    ...(item.window && { presentation: 'window' as const }),
  };
}
