import { mayEdit } from '../content/may-edit';
import type { Link } from '../course';
import { attemptsPath } from '../pages/attempts-page';
import { page } from '../pages/layout';
import { markup } from '../pages/markup';
import type { Markup } from '../pages/markup';
import { toolFrame } from '../pages/tool-frame';
import type { Person } from '../people';
import type { Site } from '../site';
import { MESSAGES_PATH, STORAGE_PATH } from './post-messages';

/** One assignment or module item: what it asks for, and the tool in a frame. */
export function assignmentPage(site: Site, person: Person, link: Link): string {
  const address = `/launch/${encodeURIComponent(link.id)}`;
  const origin = new URL(site.targetOf(link)).origin;
  const frame = toolFrame(
    { framePage: { storageFrame: STORAGE_PATH } },
    { address: `${address}?target=iframe`, title: link.title, origin },
  );
  return page(
    { title: link.title, person, script: MESSAGES_PATH, toolOrigins: [origin] },
    markup`<div class="assignment">
<p class="quiet">${site.courses.course(link.courseId)?.label} › ${link.section}</p>
<h1>${link.title}</h1>
${link.scoreMaximum === undefined ? undefined : facts(site, person, link)}
<p><a href="${address}?target=window" target="_blank">Load in a new window</a></p>
${link.presentation === 'window' ? undefined : frame}
</div>`,
  );
}

function facts(site: Site, person: Person, link: Link): Markup {
  const own = site.lineItemsOf(link).find(({ kind }) => kind === 'activity');
  const attempts = (own && site.gradebook.grade(own.id, person.id)?.attempt) ?? 0;
  const allowed = link.allowedAttempts ?? 'unlimited';
  const change =
    mayEdit(person) &&
    markup` <a href="${attemptsPath(link)}" aria-label="Change the allowed attempts">Change</a>`;
  return markup`<dl>
<div><dt>Points</dt><dd>${link.scoreMaximum}</dd></div>
<div><dt>Submitting</dt><dd>an external tool</dd></div>
<div><dt>Attempts</dt><dd>${attempts} (allowed: ${allowed})${change || undefined}</dd></div>
</dl>`;
}

export const style = `
main:has(.assignment) { max-width: none; }
.assignment dl { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: .5rem 0; padding: .5rem 0; border: solid var(--line); border-width: 1px 0; }
.assignment dl div { display: flex; gap: .5rem; }
.assignment dt { font-weight: 600; }
.assignment dd { margin: 0; }
.assignment iframe[data-tool-origin] { display: block; border: 0; width: 100%; height: 600px; }
`;
