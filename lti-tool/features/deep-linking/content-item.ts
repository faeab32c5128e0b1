import type { DeepLinkingRequest } from '../../domain/deep-linking';
import type { ContentItem } from '../../lti/port';
import { activityPath } from '../../web/paths';
import type { Leaf } from './tree';

/** CSS pixels: a column of text, and most of a laptop's height. Pages adapt to less and to more. */
const FRAME = { width: 900, height: 700 } as const;
/** One window for the whole training: a second activity replaces the first one. */
const WINDOW = { targetName: 'untoc-training' } as const;

/**
 * A link to one activity (LTI Deep Linking 2.0 §3.2), with what this platform takes of a line item
 * and of hints how to show it. The activity is in the path: some platforms drop custom parameters.
 */
export function contentItem(
  { id, title, about, scoreMaximum, tag }: Leaf,
  { takesLineItems, targets }: Pick<DeepLinkingRequest, 'takesLineItems' | 'targets'>,
  baseUrl: string,
): ContentItem {
  return {
    type: 'ltiResourceLink',
    title,
    text: about,
    url: `${baseUrl}${activityPath(id)}`,
    ...(takesLineItems &&
      scoreMaximum !== undefined &&
      tag !== undefined && { lineItem: { label: title, scoreMaximum, resourceId: id, tag } }),
    ...(targets.includes('iframe') && { iframe: FRAME }),
    ...(targets.includes('window') && { window: WINDOW }),
  };
}
