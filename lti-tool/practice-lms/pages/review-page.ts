import type { Link } from '../course';
import { fullName } from '../people';
import type { Person } from '../people';
import { page } from './layout';
import { markup } from './markup';

/** What someone has done in an activity, shown by the tool in a frame. */
export function reviewPage(
  person: Person,
  { participant, link }: { readonly participant: Person; readonly link: Link },
): string {
  const title = `${link.title}: ${fullName(participant)}`;
  const query = new URLSearchParams({ target: 'iframe', review: participant.handle });
  return page(
    { title, person },
    markup`<div class="activity">
<h1>${title}</h1>
<p><a href="/gradebook">Back to the gradebook</a></p>
<iframe src="/launch/${encodeURIComponent(link.id)}?${query.toString()}" title="${title}" allowfullscreen></iframe>
</div>`,
  );
}
