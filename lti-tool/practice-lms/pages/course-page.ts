import { mayEdit } from '../content/may-edit';
import type { Course } from '../course';
import type { Person } from '../people';
import type { Platform } from '../platform';
import type { Site } from '../site';
import { form } from './form';
import { page } from './layout';
import { markup } from './markup';
import type { Markup } from './markup';
import { sections } from './sections';

/** A course: its activities by section, and what a facilitator can do with it. */
export function coursePage(site: Site, platform: Platform, person: Person, course: Course): string {
  const path = course === site.courses.first ? '/course' : `/course?id=${course.id}`;
  return page(
    { title: course.title, person, path },
    markup`<h1>${course.title}</h1>
${navigation(site, platform, course)}
${mayEdit(person) ? editing(site, platform, person, course) : undefined}
${sections(site.courses.linksIn(course), 'h2')}
${otherCourses(site, course)}`,
  );
}

/** Tools in the menu of the course, where the platform has one. */
function navigation(site: Site, platform: Platform, course: Course): Markup | undefined {
  const tools = site.tools.active.filter((tool) => platform.navigation(course, tool));
  if (tools.length === 0) return undefined;
  const items = tools.map(
    ({ clientId, name }) =>
      markup`<li><a href="/navigation/${course.id}/${clientId}">${name}</a></li>`,
  );
  return markup`<nav aria-label="Course"><ul class="activities">${items}</ul></nav>`;
}

function editing(site: Site, platform: Platform, person: Person, course: Course): Markup {
  const choosing = site.tools.active
    .filter(({ contentUrl }) => contentUrl !== undefined)
    .flatMap(({ clientId, name, placements }) =>
      platform.contentPlaces
        .filter(({ placement }) => placements.includes(placement))
        .map(
          ({ placement, label }) =>
            markup`<li><a href="/select/${course.id}/${clientId}?placement=${placement}">${label}: ${name}</a></li>`,
        ),
    );
  const copying = form(
    site,
    person,
    { action: `/course/${course.id}/copy` },
    markup`<button>Copy this course</button>`,
  );
  return markup`<section class="editing" aria-labelledby="editing">
<h2 id="editing">Edit this course</h2>
<ul class="activities">${choosing}</ul>
${copying}
</section>`;
}

function otherCourses(site: Site, course: Course): Markup | undefined {
  const others = site.courses.all.filter((other) => other !== course);
  if (others.length === 0) return undefined;
  const items = others.map(
    ({ id, title }) => markup`<li><a href="/course?id=${id}">${title}</a></li>`,
  );
  return markup`<h2>Other courses</h2><ul class="activities">${items}</ul>`;
}
