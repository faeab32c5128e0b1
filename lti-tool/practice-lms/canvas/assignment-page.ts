import type { Link } from '../course';
import { page } from '../pages/layout';
import { markup } from '../pages/markup';
import type { Markup } from '../pages/markup';
import type { Person } from '../people';
import type { Site } from '../site';
import { FRAME_RESIZE_PATH } from './frame-resize';

/** One assignment or module item: what it asks for, and the tool in a frame. */
export function assignmentPage(site: Site, person: Person, link: Link): string {
  const address = `/launch/${encodeURIComponent(link.id)}`;
  const origin = new URL(site.tool.launchUrl).origin;
  return page(
    { title: link.title, person, script: FRAME_RESIZE_PATH },
    markup`<div class="assignment">
<p class="quiet">${site.course.label} › ${link.section}</p>
<h1>${link.title}</h1>
${link.scoreMaximum === undefined ? undefined : facts(site, person, link)}
<p><a href="${address}?target=window" target="_blank">Load in a new window</a></p>
<iframe src="${address}?target=iframe" title="${link.title}" data-tool-origin="${origin}" allowfullscreen></iframe>
</div>`,
  );
}

function facts(site: Site, person: Person, link: Link): Markup {
  const own = site.lineItemsOf(link).find(({ kind }) => kind === 'activity');
  const attempts = (own && site.gradebook.grade(own.id, person.id)?.attempt) ?? 0;
  const allowed = link.allowedAttempts ?? 'unlimited';
  return markup`<dl>
<div><dt>Points</dt><dd>${link.scoreMaximum}</dd></div>
<div><dt>Submitting</dt><dd>an external tool</dd></div>
<div><dt>Attempts</dt><dd>${attempts} (allowed: ${allowed})</dd></div>
</dl>`;
}

export const style = `
main:has(.assignment) { max-width: none; }
.assignment dl { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: .5rem 0; padding: .5rem 0; border: solid var(--line); border-width: 1px 0; }
.assignment dl div { display: flex; gap: .5rem; }
.assignment dt { font-weight: 600; }
.assignment dd { margin: 0; }
.assignment iframe { display: block; border: 0; width: 100%; height: 600px; }
`;
