import { substituted, variablesOf } from '../custom-parameters';
import type { OpenLaunch } from '../opening';
import type { Person } from '../people';
import { SCOPE } from '../scopes';
import type { Site } from '../site';
import { lineItemUrl } from './service-claims';

/** Parameters of the activity, of the tool, then of a review; capitals get an extra lower-case copy. */
export function customParameters(site: Site, person: Person, launch: OpenLaunch): object {
  const { tool, course, link, review } = launch;
  const values = substituted(
    { ...link?.custom, ...tool.custom, ...review?.settings.custom },
    {
      ...variablesOf(site, person, launch),
      'User.username': person.handle,
      'CourseSection.timeFrame.begin': '2026-11-23T20:47:06+00:00',
      'CourseSection.timeFrame.end': '',
      'LineItem.url': (link && lineItemUrl(site, launch, link)) ?? '',
    },
  );
  return {
    ...Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => [
        [name.toLowerCase(), value],
        [name, value],
      ]),
    ),
    ...(tool.scopes.includes(SCOPE.memberships) && {
      context_memberships_url: site.profile.membershipsUrl(site.place(course, tool)),
    }),
  };
}
