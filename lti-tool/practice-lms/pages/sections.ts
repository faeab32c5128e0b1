import type { Link } from '../course';
import { markup } from './markup';
import type { Markup } from './markup';

/** The activities of the course by section. @param current the one that this page shows. */
export function sections(
  links: readonly Link[],
  heading: 'h2' | 'p',
  current?: Link,
): readonly Markup[] {
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
