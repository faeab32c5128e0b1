import { mayEdit } from '../content/may-edit';
import type { Link } from '../course';
import { page } from '../pages/layout';
import { markup } from '../pages/markup';
import { sections } from '../pages/sections';
import type { Person } from '../people';
import type { Site } from '../site';

/** One activity with the tool in a frame. */
export function activityPage(site: Site, person: Person, link: Link): string {
  const address = `/launch/${encodeURIComponent(link.id)}`;
  return page(
    { title: link.title, person },
    markup`<div class="activity">
<nav class="index" aria-label="Course index">${sections(linksBeside(site, link), 'p', link)}</nav>
<h1>${link.title}</h1>
<ul class="ways">
<li><a href="${address}?target=window" target="_blank">Open in a new window</a></li>
<li><a href="${address}?target=frame">Open in this window</a></li>
${mayEdit(person) ? markup`<li><a href="${address}?target=frame&role=participant">Open as a participant</a></li>` : undefined}
</ul>
${
  link.presentation === 'window'
    ? undefined
    : markup`<iframe src="${address}?target=iframe" title="${link.title}" allowfullscreen></iframe>`
}
</div>`,
  );
}

function linksBeside(site: Site, { courseId }: Link): readonly Link[] {
  return site.courses.links.filter((other) => other.courseId === courseId);
}

/**
 * The frame has the sizes that were recorded: beside the course index on wide windows, the whole
 * width on narrow ones.
 */
export const style = `
main:has(.activity) { max-width: none; padding: .5rem 8px; }
.activity h1 { margin: .5rem 0; }
.ways { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .5rem 0; padding: 0; list-style: none; }
.activity iframe { display: block; border: 0; width: 100%; height: calc(100vh - 300px); min-height: 333px; }
.index { display: none; }
@media (max-width: 374px) { .activity iframe { height: calc(100vh - 307px); } }
@media (min-width: 768px) { .activity iframe { width: calc(100vw - 142px); margin: 0 auto; height: calc(100vh - 298px); } }
@media (min-width: 992px) {
  .activity:has(.index) { display: grid; grid-template-columns: 285px calc(100vw - 395px); gap: 0 40px; }
  .activity > :not(.index) { grid-column: 2; }
  .index { display: block; grid-row: 1 / span 9; font-size: .9rem; max-height: calc(100vh - 120px); overflow: auto; }
  .activity iframe { width: 100%; }
}
`;
