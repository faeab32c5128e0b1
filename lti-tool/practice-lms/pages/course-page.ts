import type { Person } from '../people';
import type { Site } from '../site';
import { page } from './layout';
import { markup } from './markup';
import { sections } from './sections';

/** The course: its activities by section. */
export function coursePage(site: Site, person: Person): string {
  return page(
    { title: site.course.title, person, path: '/course' },
    markup`<h1>${site.course.title}</h1>
${sections(site.links, 'h2')}`,
  );
}
