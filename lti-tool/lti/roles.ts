import type { Role } from '../domain/role';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2/';
/** `membership#Principal` or `membership/Principal#SubRole` (LTI 1.3 Core, appendix A.2.3). */
const MEMBERSHIP = new RegExp(`^${LIS}membership(?:#(\\w+)|/(\\w+)#\\w+)$`);
const ELSEWHERE = new RegExp(`^${LIS}(?:institution|system)/person#(\\w+)$`);
/** Short names are allowed for context roles only (LTI 1.3 Core, appendix A.2.3). */
const SHORT = /^(\w+)$/;

/**
 * Those who lead the training. ContentDeveloper is not among them: it edits the course in the
 * platform, and needs nobody's answers or attendance here. Mentor, Manager and Officer neither.
 */
const FACILITATORS: ReadonlySet<string> = new Set(['Instructor', 'TeachingAssistant']);
const ADMINISTRATORS: ReadonlySet<string> = new Set(['Administrator', 'SysAdmin']);

/**
 * The one role a launch is given. A sub-role counts as its principal role: `Learner#Instructor` is
 * a learner. Roles outside the context (institution, system) make administrators only: who teaches
 * elsewhere may be a participant here. Unknown, missing and learner roles are Participants.
 * @param roles the roles claim: URIs or short names, in any order.
 */
export function toRole(roles: readonly string[]): Role {
  const context = roles.flatMap((role) => contextRole(role) ?? []);
  const elsewhere = roles.flatMap((role) => ELSEWHERE.exec(role)?.[1] ?? []);
  if ([...context, ...elsewhere].some((name) => ADMINISTRATORS.has(name))) return 'administrator';
  return context.some((name) => FACILITATORS.has(name)) ? 'facilitator' : 'participant';
}

/** Who makes or assembles what a course holds (LIS 2.0, LTI 1.3 Core, appendix A.2.2). */
const COURSE_DESIGNER = 'ContentDeveloper';

/**
 * Whether a person prepares this very course, so that activities may be added in their name (LTI
 * Deep Linking 2.0), though they lead nothing: Canvas's Designer, by `ContentDeveloper` or one
 * of its sub-roles. It opens no other page than everybody has.
 */
export function preparesCourse(roles: readonly string[]): boolean {
  return roles.some((role) => contextRole(role) === COURSE_DESIGNER);
}

const TEST_PERSON = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';

/** Whether the platform made this person up, for teachers to see what participants see (LTI 1.3
 * Core, appendix A.2.1): Canvas's Student View. */
export function isTestPerson(roles: readonly string[]): boolean {
  return roles.includes(TEST_PERSON);
}

function contextRole(role: string): string | undefined {
  const uri = MEMBERSHIP.exec(role);
  return uri ? (uri[1] ?? uri[2]) : SHORT.exec(role)?.[1];
}
