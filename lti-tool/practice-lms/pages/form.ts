import type { Person } from '../people';
import type { Site } from '../site';
import { markup } from './markup';
import type { Markup } from './markup';

/**
 * A form that only a page of this person can post.
 * @param target `_top`: its answer takes the whole window, not the frame.
 */
export function form(
  site: Site,
  person: Person,
  { action, target }: { readonly action: string; readonly target?: '_top' },
  body: Markup,
): Markup {
  return markup`<form action="${action}" method="post"${target && markup` target="${target}"`}>
<input type="hidden" name="sesskey" value="${site.sessionKey(person)}">
${body}
</form>`;
}
