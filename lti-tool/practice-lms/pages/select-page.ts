import type { Course } from '../course';
import type { Person } from '../people';
import type { ContentPlace, Platform } from '../platform';
import type { Tool } from '../tools';
import { page } from './layout';
import { markup } from './markup';
import { toolFrame } from './tool-frame';

/** Where content of a tool is chosen: the tool's own chooser in a frame. */
export function selectPage(
  platform: Platform,
  person: Person,
  choosing: { readonly course: Course; readonly tool: Tool; readonly place: ContentPlace },
): string {
  const { course, tool, place } = choosing;
  const origin = new URL(tool.loginUrl).origin;
  return page(
    { title: place.label, person, script: platform.framePage.script, toolOrigins: [origin] },
    markup`<h1>${place.label}</h1>
<p><a href="/course?id=${course.id}">Back to ${course.title}</a></p>
<div class="chooser">${toolFrame(platform, {
      address: `/content/${course.id}/${tool.clientId}?placement=${place.placement}`,
      title: tool.name,
      origin,
      size: platform.contentFrame,
    })}</div>`,
  );
}
