import { deepLinkingSettings } from './content-settings';
import type { Link } from '../course';
import { substituted, variablesOf } from '../custom-parameters';
import { sharedOf } from '../identity';
import type { OpenLaunch } from '../opening';
import { fullName } from '../people';
import type { Person } from '../people';
import { SCOPE } from '../scopes';
import type { Site } from '../site';
import { gradeScopesOf } from '../tools';
import { legacyId, ltiId, opaqueId } from './ids';
import { allRoles } from './roles';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';

/** What Canvas's serialiser leaves in claims that are objects. */
const TRACES = { validation_context: null, errors: { errors: {} } };

/** The claims of a launch (LTI 1.3 §5.3, Deep Linking 2.0 §4.4) as Canvas sends them. */
export function launchClaims(site: Site, person: Person, launch: OpenLaunch): object {
  const { tool, course, link, target } = launch;
  const { profile, baseUrl } = site;
  return {
    [`${LTI}version`]: '1.3.0',
    azp: tool.clientId,
    [`${LTI}deployment_id`]: tool.deploymentId,
    sub: ltiId(person),
    [`${LTI}target_link_uri`]: link ? site.targetOf(link) : tool.contentUrl,
    ...(link ? activityClaims(link) : contentClaims(site, launch)),
    ...identity(person, launch),
    [`${LTI}context`]: {
      id: profile.contextId(course.id),
      label: course.label,
      title: course.title,
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
      ...TRACES,
    },
    [`${LTI}tool_platform`]: {
      guid: `${opaqueId('account')}:canvas-lms`,
      name: 'Practice LMS – for trying the tool only',
      version: 'cloud',
      product_family_code: 'canvas',
      ...TRACES,
    },
    [`${LTI}launch_presentation`]: {
      document_target: target,
      return_url: `${baseUrl}${profile.paths.return.replace(':course', course.id)}`,
      locale: 'en',
      height: null,
      width: null,
      ...TRACES,
    },
    locale: 'en',
    [`${LTI}roles`]: allRoles(person.role),
    [`${LTI}custom`]: substituted(
      { ...tool.custom, ...link?.custom },
      variablesOf(site, person, launch),
    ),
    [`${LTI}lti11_legacy_user_id`]: legacyId(person),
    [`${LTI}lti1p1`]: { user_id: legacyId(person), ...TRACES },
    // Assignments and module items are launched from none.
    'https://www.instructure.com/placement': launch.placement ?? null,
    errors: { errors: {} },
    ...services(site, launch),
  };
}

function activityClaims({ resourceLinkId, text, title }: Link): object {
  return {
    [`${LTI}message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}resource_link`]: { id: resourceLinkId, description: text ?? null, title, ...TRACES },
  };
}

function contentClaims(site: Site, launch: OpenLaunch): object {
  return {
    [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      ...deepLinkingSettings(site, launch),
      ...TRACES,
    },
  };
}

function identity(person: Person, { tool, link }: OpenLaunch): object {
  const shared = sharedOf(tool, person, link);
  return {
    ...(shared.email && { email: person.email }),
    ...(shared.name && {
      name: fullName(person),
      given_name: person.givenName,
      family_name: person.familyName,
      [`${LTI}lis`]: { person_sourcedid: null, course_offering_sourcedid: null, ...TRACES },
    }),
  };
}

/** AGS 2.0 §3.1.1 and NRPS 2.0 §2.2, as far as the administrator granted them. */
function services(site: Site, { tool, course, link }: OpenLaunch): object {
  const { profile } = site;
  const place = site.place(course, tool);
  const scope = gradeScopesOf(tool);
  const own = link && site.lineItemsOf(link).find(({ kind }) => kind === 'activity');
  return {
    ...(scope.length > 0 && {
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope,
        lineitems: profile.lineItemsUrl(place),
        ...(own && { lineitem: profile.lineItemUrl(place, own.id) }),
        ...TRACES,
      },
    }),
    ...(tool.scopes.includes(SCOPE.memberships) && {
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: profile.membershipsUrl(place),
        service_versions: ['2.0'],
        ...TRACES,
      },
    }),
  };
}
