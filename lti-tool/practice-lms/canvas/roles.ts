import type { CourseRole } from '../people';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2/';

/** Roles in the course, in launches and memberships alike. An account's administrator has none. */
export function courseRoles(role: CourseRole): readonly string[] {
  const roles: Record<CourseRole, readonly string[]> = {
    participant: [`${LIS}membership#Learner`],
    facilitator: [`${LIS}membership#Instructor`],
    assistant: [`${LIS}membership/Instructor#TeachingAssistant`, `${LIS}membership#Instructor`],
    administrator: [],
  };
  return roles[role];
}

/** Every role of someone: in the institution, in the course, in the system. */
export function allRoles(role: CourseRole): readonly string[] {
  const institution: Record<CourseRole, string> = {
    participant: 'Student',
    facilitator: 'Instructor',
    assistant: 'Instructor',
    administrator: 'Administrator',
  };
  return [
    `${LIS}institution/person#${institution[role]}`,
    ...courseRoles(role),
    `${LIS}system/person#User`,
  ];
}
