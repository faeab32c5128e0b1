import { createHash, randomBytes } from 'node:crypto';
import { resultSource } from './basic-outcome';
import { deepLinkingSettings } from './content-settings';
import type { Link } from '../course';
import { customParameters } from './custom-parameters';
import { sharedOf } from '../identity';
import type { OpenLaunch } from '../opening';
import { fullName } from '../people';
import type { Person } from '../people';
import { launchRoles } from './roles';
import type { Site } from '../site';
import { serviceClaims } from './service-claims';
import { targetOf } from './target';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';

/**
 * The claims of a launch (LTI 1.3 §5.3, Deep Linking 2.0 §4.4, Submission Review 1.0) as Moodle
 * sends them.
 */
export function launchClaims(site: Site, person: Person, launch: OpenLaunch): object {
  const { tool, course, link } = launch;
  return {
    [`${LTI}deployment_id`]: tool.deploymentId,
    [`${LTI}target_link_uri`]: targetOf(site, launch),
    sub: person.id,
    [`${LTI}lis`]: { person_sourcedid: '', course_section_sourcedid: '' },
    [`${LTI}roles`]: launchRoles(launch.asParticipant ? 'participant' : person.role),
    [`${LTI}context`]: {
      id: site.profile.contextId(course.id),
      label: course.label,
      title: course.title,
      type: ['CourseSection'],
    },
    ...identity(person, launch),
    ...(link ? activityClaims(site, person, launch, link) : contentClaims(site, person, launch)),
    [`${LTI}tool_platform`]: {
      product_family_code: 'moodle',
      version: '2023042403',
      guid: createHash('sha256').update(site.baseUrl).digest('hex').slice(0, 32),
      name: 'practice',
      description: 'Practice LMS – for trying the tool only',
    },
    [`${LTI}version`]: '1.3.0',
    [`${LTI}custom`]: customParameters(site, person, launch),
    ...serviceClaims(site, launch),
  };
}

function activityClaims(site: Site, person: Person, launch: OpenLaunch, link: Link): object {
  const { title, text = '', resourceLinkId: id } = link;
  const { review } = launch;
  return {
    [`${LTI}message_type`]: review ? 'LtiSubmissionReviewRequest' : 'LtiResourceLinkRequest',
    ...(review && { [`${LTI}for_user`]: { user_id: review.of.id } }),
    [`${LTI}resource_link`]: { title, description: text, id },
    ...(link.scoreMaximum !== undefined && {
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': resultSource(site, {
        deploymentId: launch.tool.deploymentId,
        link,
        person,
      }),
    }),
    [`${LTI}launch_presentation`]: presentation(site, launch, link),
  };
}

function contentClaims(site: Site, person: Person, launch: OpenLaunch): object {
  return {
    [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
    [`${LTI}launch_presentation`]: { locale: 'en' },
    ...deepLinkingSettings(site, person, launch),
  };
}

function identity(person: Person, { tool, course, link }: OpenLaunch): object {
  const shared = sharedOf(tool, person, link);
  return {
    ...(shared.name && {
      given_name: person.givenName,
      family_name: person.familyName,
      name: fullName(person),
    }),
    [`${LTI}ext`]: {
      ...(shared.name && { user_username: person.handle }),
      lms: `moodle-${course.id}`,
    },
    ...(shared.email && { email: person.email }),
  };
}

/** Moodle's codes of where a tool opens. */
function containerOf({ presentation: wanted }: Link, target: OpenLaunch['target']): number {
  if (target !== 'iframe') return target === 'window' ? 4 : 5;
  return wanted === 'iframe' ? 2 : 3;
}

function presentation(site: Site, { course, target }: OpenLaunch, link: Link): object {
  const back = new URLSearchParams({
    course: course.id,
    launch_container: String(containerOf(link, target)),
    instanceid: link.resourceLinkId,
    sesskey: randomBytes(5).toString('hex'),
  });
  return {
    locale: 'en',
    document_target: target,
    return_url: `${site.baseUrl}${site.profile.paths.return}?${back.toString()}`,
  };
}
