import type { Course, Link } from '../../course';
import { sharedOf } from '../../identity';
import { fullName } from '../../people';
import type { Person } from '../../people';
import { SCOPE } from '../../scopes';
import { Refusal, ok } from '../../services/service';
import type { Access, Resource } from '../../services/service';
import type { Site } from '../../site';
import type { Tool } from '../../tools';
import { legacyId, ltiId } from '../ids';
import { courseRoles } from '../roles';
import { checkAccess } from './checks';
import { pageOf } from './paging';

const MEMBERSHIPS = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim/';

/** The people of the course (NRPS 2.0 §2), at most 50 at a time, with their roles as URIs. */
export const memberships: Resource = {
  name: 'memberships',
  path: /^\/(?<course>\d+)\/names_and_roles$/,
  methods: ['GET'],
  answer(site, request, { course }) {
    const access = checkAccess(site, request, [SCOPE.memberships], course);
    const { query } = request;
    const link = findLink(site, access, query.get('rlid'));
    const members = membersOf(site, query.get('role'));
    const baseUrl = site.profile.membershipsUrl(site.place(access.course, access.tool));
    const { page, headers } = pageOf(members, query, { baseUrl, usual: 50, most: 50 });
    const container = {
      id: `${site.baseUrl}${request.url}`,
      context: contextOf(site, access.course),
      members: page.map((person) => member(access.tool, person, link)),
    };
    return ok(MEMBERSHIPS, JSON.stringify(container), headers);
  },
};

/** The id of the course itself is taken as well. @throws Refusal 400 */
function findLink(site: Site, { course }: Access, rlid: string | null): Link | undefined {
  if (rlid === null || rlid === site.profile.contextId(course.id)) return undefined;
  const link = site.courses.linksIn(course).find(({ resourceLinkId }) => resourceLinkId === rlid);
  if (!link) throw new Refusal(400, "Invalid 'rlid' parameter");
  return link;
}

/** By id. A role that Canvas does not know filters everybody out. */
function membersOf(site: Site, role: string | null): readonly Person[] {
  return site.people
    .filter((person) => {
      const held = courseRoles(person.role);
      return role === null ? held.length > 0 : held.includes(role);
    })
    .sort((a, b) => Number(a.id) - Number(b.id));
}

function contextOf(site: Site, { id, label, title }: Course): object {
  return { id: site.profile.contextId(id), label, title };
}

function member(tool: Tool, person: Person, link: Link | undefined): object {
  const shared = sharedOf(tool, person, link);
  return {
    status: 'Active',
    ...(shared.name && {
      name: fullName(person),
      given_name: person.givenName,
      family_name: person.familyName,
    }),
    ...(shared.email && { email: person.email }),
    user_id: ltiId(person),
    lti11_legacy_user_id: legacyId(person),
    roles: courseRoles(person.role),
    ...(link && {
      message: [
        {
          [`${CLAIM}message_type`]: 'LtiResourceLinkRequest',
          locale: 'en',
          [`${CLAIM}custom`]: {},
        },
      ],
    }),
  };
}
