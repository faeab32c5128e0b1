import type { Opening } from '../opening';
import type { Site } from '../site';

/** Where a launch leads; a submission review has an address of its own if its line item names one. */
export function targetOf(site: Site, { tool, link, review }: Opening): string {
  if (!link) return tool.contentUrl ?? tool.targetLinkUri;
  return review?.settings.url ?? site.targetOf(link);
}
