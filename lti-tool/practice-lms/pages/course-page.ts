import type { Link } from '../course';
import type { Person } from '../people';
import type { Site } from '../site';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';

/** The course: its activities by section. */
export function coursePage(site: Site, person: Person): string {
  return page(
    { title: site.course.title, person, path: '/course' },
    markup`<h1>${site.course.title}</h1>
${sections(site.links, 'h2')}`,
  );
}

/** One activity with the tool in a frame. */
export function activityPage(site: Site, person: Person, link: Link): string {
  const address = `/launch/${encodeURIComponent(link.id)}`;
  return page(
    { title: link.title, person },
    markup`<div class="activity">
<nav class="index" aria-label="Course index">${sections(site.links, 'p', link)}</nav>
<h1>${link.title}</h1>
<p><a href="${address}?target=window" target="_blank">Open in a new window</a></p>
<iframe src="${address}?target=iframe" title="${link.title}" allowfullscreen></iframe>
</div>`,
  );
}

function sections(links: readonly Link[], heading: 'h2' | 'p', current?: Link): readonly Markup[] {
  const names = [...new Set(links.map(({ section }) => section))];
  return names.map((section) => {
    const title = heading === 'h2' ? markup`<h2>${section}</h2>` : markup`<p>${section}</p>`;
    const members = links.filter((link) => link.section === section);
    const items = members.map(
      (link) =>
        markup`<li><a href="/activity/${encodeURIComponent(link.id)}"${
          link === current ? markup` aria-current="page"` : undefined
        }>${link.title}</a></li>`,
    );
    return markup`${title}<ul class="activities">${items}</ul>`;
  });
}
