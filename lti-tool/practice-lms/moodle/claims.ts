import { createHash, randomBytes } from 'node:crypto';
import { resultSource } from './basic-outcome';
import type { Link } from '../course';
import type { OpenLaunch } from '../open-launches';
import { fullName } from '../people';
import type { Person } from '../people';
import { launchRoles } from './roles';
import { SCOPE } from '../scopes';
import type { Site } from '../site';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const CONTAINER = { iframe: 2, window: 4 } as const;

/** The claims of a resource link launch (LTI 1.3 §5.3) as Moodle sends them. */
export function launchClaims(site: Site, person: Person, launch: OpenLaunch): object {
  const { link } = launch;
  const hasMemberships = site.scopes.includes(SCOPE.memberships);
  const membershipsUrl = site.profile.membershipsUrl(site.baseUrl);
  return {
    [`${LTI}deployment_id`]: site.profile.deploymentId,
    [`${LTI}target_link_uri`]: site.tool.targetLinkUri(link.id),
    sub: person.id,
    [`${LTI}lis`]: { person_sourcedid: '', course_section_sourcedid: '' },
    [`${LTI}roles`]: launchRoles(person.role),
    [`${LTI}context`]: { id: site.profile.contextId, ...site.course, type: ['CourseSection'] },
    [`${LTI}message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}resource_link`]: { title: link.title, description: '', id: link.resourceLinkId },
    ...(link.scoreMaximum !== undefined && {
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': resultSource(site, link, person),
    }),
    ...identity(site, person),
    [`${LTI}launch_presentation`]: presentation(site, launch),
    [`${LTI}tool_platform`]: {
      product_family_code: 'moodle',
      version: '2023042403',
      guid: createHash('sha256').update(site.baseUrl).digest('hex').slice(0, 32),
      name: 'practice',
      description: 'Practice LMS – for trying the tool only',
    },
    [`${LTI}version`]: '1.3.0',
    ...(hasMemberships && {
      [`${LTI}custom`]: { context_memberships_url: membershipsUrl },
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: membershipsUrl,
        service_versions: ['1.0', '2.0'],
      },
    }),
    ...endpoint(site, link),
  };
}

/** Withheld by privacy: no name, no e-mail, no username. */
function identity(site: Site, person: Person): object {
  const lms = `moodle-${site.profile.courseId}`;
  if (person.withheld) return { [`${LTI}ext`]: { lms } };
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    name: fullName(person),
    [`${LTI}ext`]: { user_username: person.handle, lms },
    email: person.email,
  };
}

function presentation(site: Site, { link, target }: OpenLaunch): object {
  const back = new URLSearchParams({
    course: site.profile.courseId,
    launch_container: String(CONTAINER[target]),
    instanceid: link.resourceLinkId,
    sesskey: randomBytes(5).toString('hex'),
  });
  return {
    locale: 'en',
    document_target: target,
    return_url: `${site.baseUrl}${site.profile.paths.return}?${back.toString()}`,
  };
}

/** AGS 2.0 §3.1.1. `lineitem` only where the activity has exactly one. */
function endpoint(site: Site, link: Link): object {
  const scope = Object.values(SCOPE)
    .filter((name) => name !== SCOPE.memberships)
    .filter((name) => site.scopes.includes(name));
  if (scope.length === 0) return {};
  const [item, ...others] = site.lineItemsOf(link);
  return {
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope,
      lineitems: site.profile.lineItemsUrl(site.baseUrl),
      ...(item &&
        others.length === 0 && { lineitem: site.profile.lineItemUrl(site.baseUrl, item.id) }),
    },
  };
}
