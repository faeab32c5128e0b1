import type { Link } from '../course';
import type { OpenLaunch } from '../opening';
import { SCOPE } from '../scopes';
import type { Site } from '../site';
import { gradeScopesOf } from '../tools';

/** AGS 2.0 §3.1.1 and NRPS 2.0 §2.2. */
export function serviceClaims(site: Site, launch: OpenLaunch): object {
  const { tool, course, link } = launch;
  const place = site.place(course, tool);
  const own = link && lineItemUrl(site, launch, link);
  const wanted: readonly string[] = Object.values(SCOPE);
  const scope = wanted.filter((name) => gradeScopesOf(tool).includes(name));
  return {
    ...(scope.length > 0 && {
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope,
        lineitems: site.profile.lineItemsUrl(place),
        ...(own !== undefined && { lineitem: own }),
      },
    }),
    ...(tool.scopes.includes(SCOPE.memberships) && {
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: site.profile.membershipsUrl(place),
        service_versions: ['1.0', '2.0'],
      },
    }),
  };
}

/** Only where the activity has exactly one line item. */
export function lineItemUrl(
  site: Site,
  { tool, course }: OpenLaunch,
  link: Link,
): string | undefined {
  const [item, ...others] = site.lineItemsOf(link);
  if (!item || others.length > 0) return undefined;
  return site.profile.lineItemUrl(site.place(course, tool), item.id);
}
