import { resultSource } from '../basic-outcome';
import type { Link } from '../../course';
import { sharedOf } from '../../identity';
import { fullName } from '../../people';
import type { Person } from '../../people';
import { phpJson } from '../php';
import { SCOPE } from '../../scopes';
import type { Site } from '../../site';
import { Refusal, ok, wholeNumber } from '../../services/service';
import type { Access } from '../../services/service';
import type { Tool } from '../../tools';
import { memberRole } from '../roles';
import { checkCourse, checkToken } from './resource';
import type { MoodleResource } from './resource';

const VERSION_2 = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const VERSION_1 = 'application/vnd.ims.lis.v2.membershipcontainer+json';

/** The people of the course (NRPS 2.0 §2). */
export const memberships: MoodleResource = {
  name: 'memberships',
  path: /^\/CourseSection\/(?<course>\d+)\/bindings\/(?<deployment>\d+)\/memberships$/,
  formats: [VERSION_2, VERSION_1],
  methods: ['GET'],
  answer(site, request, { course, deployment }) {
    const tool = checkToken(site, request, [SCOPE.memberships], deployment ?? '');
    const access = { tool, course: checkCourse(site, course) };
    const { query } = request;
    const link = findLink(site, access, query.get('rlid'));
    const limit = wholeNumber(query.get('limit'));
    const from = limit > 0 ? wholeNumber(query.get('from')) : 0;
    const members = membersOf(site, query.get('role'));
    const page = limit > 0 ? members.slice(from, from + limit) : members;
    const hasNext = limit > 0 && from + limit < members.length;
    const next = `limit=${limit}&from=${from + limit}${link ? `&rlid=${link.resourceLinkId}` : ''}`;
    const url = site.profile.membershipsUrl(site.place(access.course, tool));
    const isFirstVersion = request.accept === VERSION_1;
    return ok(
      isFirstVersion ? VERSION_1 : VERSION_2,
      phpJson(
        isFirstVersion
          ? versionOne(site, access, page)
          : versionTwo(site, access, { people: page, link }),
      ),
      hasNext ? { Link: `<${url}?${next}>; rel="next"` } : {},
    );
  },
};

/** @throws Refusal 404 */
function findLink(site: Site, { course }: Access, resourceLinkId: string | null): Link | undefined {
  if (resourceLinkId === null) return undefined;
  const links = site.courses.linksIn(course);
  const link = links.find((candidate) => candidate.resourceLinkId === resourceLinkId);
  if (!link) throw new Refusal(404, `Not Found: LTI link ${resourceLinkId} doesn't exist`);
  return link;
}

/** By family name. A role that Moodle does not know filters nothing. */
function membersOf(site: Site, role: string | null): readonly Person[] {
  const wanted = role?.replace('http://purl.imsglobal.org/vocab/lis/v2/membership#', '');
  const isFilter = wanted === 'Learner' || wanted === 'Instructor';
  return site.people
    .filter((person) => {
      const held = memberRole(person.role);
      return held !== undefined && (!isFilter || held === wanted);
    })
    .sort((a, b) => a.familyName.localeCompare(b.familyName, 'en'));
}

function versionTwo(
  site: Site,
  { tool, course }: Access,
  { people, link }: { readonly people: readonly Person[]; readonly link: Link | undefined },
): object {
  return {
    id: site.profile.membershipsUrl(site.place(course, tool)),
    context: { id: site.profile.contextId(course.id), label: course.label, title: course.title },
    members: people.map((person) => {
      const shared = sharedOf(tool, person, link);
      return {
        status: 'Active',
        roles: [memberRole(person.role)],
        ...(link && { message: [message(site, { tool, link, person })] }),
        user_id: person.id,
        lis_person_sourcedid: '',
        ...(shared.name && {
          name: fullName(person),
          given_name: person.givenName,
          family_name: person.familyName,
        }),
        ...(shared.email && { email: person.email }),
        ...(shared.name && { ext_user_username: person.handle }),
      };
    }),
  };
}

function message(
  site: Site,
  { tool, link, person }: { readonly tool: Tool; readonly link: Link; readonly person: Person },
): object {
  const { deploymentId } = tool;
  return {
    'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest',
    ...(link.scoreMaximum !== undefined && {
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': resultSource(site, {
        deploymentId,
        link,
        person,
      }),
    }),
  };
}

/** The container of version 1, which Moodle still answers with when it is asked for. */
function versionOne(site: Site, { tool, course }: Access, people: readonly Person[]): object {
  const membership = people.map((person) => {
    const shared = sharedOf(tool, person);
    return {
      status: 'Active',
      role: [memberRole(person.role)],
      member: {
        '@type': 'LISPerson',
        userId: person.id,
        sourcedId: '',
        ...(shared.name && {
          name: fullName(person),
          givenName: person.givenName,
          familyName: person.familyName,
        }),
        ...(shared.email && { email: person.email }),
        ...(shared.name && { ext_user_username: person.handle }),
      },
    };
  });
  return {
    '@context': 'http://purl.imsglobal.org/ctx/lis/v2/MembershipContainer',
    '@type': 'Page',
    '@id': site.profile.membershipsUrl(site.place(course, tool)),
    pageOf: {
      '@type': 'LISMembershipContainer',
      membershipSubject: {
        '@type': 'Context',
        contextId: site.profile.contextId(course.id),
        membership,
      },
    },
  };
}
