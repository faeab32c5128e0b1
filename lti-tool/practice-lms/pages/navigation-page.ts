import type { Link } from '../course';
import type { Person } from '../people';
import type { Platform } from '../platform';
import { page } from './layout';
import { markup } from './markup';
import { toolFrame } from './tool-frame';

/** A tool opened from the menu of a course. */
export function navigationPage(platform: Platform, person: Person, link: Link): string {
  const origin = new URL(link.url ?? '').origin;
  return page(
    { title: link.title, person, script: platform.framePage.script, toolOrigins: [origin] },
    markup`<div class="assignment"><h1>${link.title}</h1>
${toolFrame(platform, {
  address: `/navigation-launch/${link.courseId}/${link.clientId}`,
  title: link.title,
  origin,
})}</div>`,
  );
}
