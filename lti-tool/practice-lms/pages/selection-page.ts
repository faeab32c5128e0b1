import type { Returned, Selection } from '../content/selection';
import type { Site } from '../site';
import { form } from './form';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';

/** What a tool sent back, in its frame: to be added to the course, or why there is nothing. */
export function selectionPage(site: Site, returned: Returned, id: string): string {
  const { person, course, activities, response, rejected } = returned;
  const { message, error } = response ?? {};
  return page(
    { title: 'Content that was chosen', bare: true },
    markup`<h1>${activities.length > 0 ? 'Content that was chosen' : 'Nothing was chosen'}</h1>
${message !== undefined && message !== '' ? markup`<p>The tool says: ${message}</p>` : undefined}
${error !== undefined && error !== '' ? markup`<p role="alert">The tool could not do it: ${error}</p>` : undefined}
${rejected.map((reason) => markup`<p role="alert">Not taken: ${reason}</p>`)}
${
  activities.length > 0
    ? form(site, person, { action: `/selections/${id}`, target: '_top' }, chosen(activities))
    : undefined
}
<p><a href="/course?id=${course.id}" target="_top">Back to ${course.title}</a></p>`,
  );
}

function chosen(activities: Selection['activities']): Markup {
  const rows = activities.map(
    ({ title, scoreMaximum, presentation, url }) =>
      markup`<tr><th scope="row">${title}</th><td>${scoreMaximum ?? 'not graded'}</td>
<td>${presentation === 'window' ? 'a new window' : 'the page'}</td><td>${url}</td></tr>`,
  );
  return markup`<div class="scroll" role="region" aria-label="Activities" tabindex="0"><table>
<thead><tr><th scope="col">Activity</th><th scope="col">Points</th><th scope="col">Opens in</th><th scope="col">Address</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
<p><button>Add to the course</button></p>`;
}
