import type { CourseRole } from '../people';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

/** Roles of a launch: URIs, sorted. A non-editing teacher is an Instructor here (recorded). */
export function launchRoles(role: CourseRole): readonly string[] {
  if (role === 'participant') return [`${MEMBERSHIP}Learner`];
  if (role !== 'administrator') return [`${MEMBERSHIP}Instructor`];
  return [
    'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
    `${MEMBERSHIP}Instructor`,
    'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator',
  ];
}

/** Role in memberships: short, a non-editing teacher is a Learner, an administrator no member. */
export function memberRole(role: CourseRole): 'Learner' | 'Instructor' | undefined {
  if (role === 'administrator') return undefined;
  return role === 'facilitator' ? 'Instructor' : 'Learner';
}
