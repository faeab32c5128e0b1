import type { Link } from '../course';
import type { OpenLaunch } from '../open-launches';
import { fullName } from '../people';
import type { Person } from '../people';
import { SCOPE } from '../scopes';
import type { Site } from '../site';
import { legacyId, ltiId, opaqueId } from './ids';
import { allRoles } from './roles';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';

/** What Canvas's serialiser leaves in claims that are objects. */
const TRACES = { validation_context: null, errors: { errors: {} } };

/** The claims of a resource link launch (LTI 1.3 §5.3) as Canvas sends them. */
export function launchClaims(site: Site, person: Person, { link, target }: OpenLaunch): object {
  const { profile, baseUrl } = site;
  return {
    [`${LTI}message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}version`]: '1.3.0',
    [`${LTI}resource_link`]: {
      id: link.resourceLinkId,
      description: null,
      title: link.title,
      ...TRACES,
    },
    azp: profile.clientId,
    [`${LTI}deployment_id`]: profile.deploymentId,
    sub: ltiId(person),
    [`${LTI}target_link_uri`]: site.tool.targetLinkUri(link.id),
    ...(!person.withheld && identity(person)),
    [`${LTI}context`]: {
      id: profile.contextId,
      ...site.course,
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
      return_url: `${baseUrl}${profile.paths.return}`,
      locale: 'en',
      height: null,
      width: null,
      ...TRACES,
    },
    locale: 'en',
    [`${LTI}roles`]: allRoles(person.role),
    [`${LTI}custom`]: {},
    [`${LTI}lti11_legacy_user_id`]: legacyId(person),
    [`${LTI}lti1p1`]: { user_id: legacyId(person), ...TRACES },
    // A placement is named only where a launch comes from one: assignments and module items do not.
    'https://www.instructure.com/placement': null,
    errors: { errors: {} },
    ...services(site, link),
  };
}

function identity(person: Person): object {
  return {
    email: person.email,
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    [`${LTI}lis`]: { person_sourcedid: null, course_offering_sourcedid: null, ...TRACES },
  };
}

/** AGS 2.0 §3.1.1 and NRPS 2.0 §2.2, as far as the administrator granted them. */
function services(site: Site, link: Link): object {
  const { profile, baseUrl } = site;
  const scope = site.scopes.filter((name) => name !== SCOPE.memberships);
  const own = site.lineItemsOf(link).find(({ kind }) => kind === 'activity');
  return {
    ...(scope.length > 0 && {
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope,
        lineitems: profile.lineItemsUrl(baseUrl),
        ...(own && { lineitem: profile.lineItemUrl(baseUrl, own.id) }),
        ...TRACES,
      },
    }),
    ...(site.scopes.includes(SCOPE.memberships) && {
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: profile.membershipsUrl(baseUrl),
        service_versions: ['2.0'],
        ...TRACES,
      },
    }),
  };
}
