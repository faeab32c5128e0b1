/** Every address of a page or form of this tool that a page can point to. */
export const HOME = '/';
export const PROGRESS = '/a/progress';
export const OUTLINE = '/programme';
export const GUIDES = '/guides';
export const SCORES = '/scores';
export const SEND_SCORE_AGAIN = '/scores/send-again';
export const ROSTER = '/roster';
export const REFRESH_ROSTER = '/roster/refresh';
export const CERTIFICATE = '/a/certificate';
export const CERTIFICATE_FILE = '/a/certificate/file';
export const CERTIFICATE_NAME = '/a/certificate/name';
export const CERTIFICATE_PREVIEW = '/a/certificate/preview';
export const CERTIFICATE_CONFIRM = '/a/certificate/confirm';
export const CERTIFICATE_NAME_SHOWN = '/a/certificate/name-shown';
/** For facilitators: everyone's. */
export const CERTIFICATES = '/certificates';
export const CERTIFICATES_ISSUE = '/certificates/issue';
export const CERTIFICATES_FILES = '/certificates/files.zip';
export const CERTIFICATE_CREDENTIAL = '/a/certificate/credential';
export const VERIFY = '/verify';
export const VERIFY_FILE = '/verify/file';
/** What credentials refer to: these stand in signed files, so they never change. */
export const CREDENTIAL_ISSUER = '/credentials/issuer';
export const CREDENTIAL_ACHIEVEMENTS = '/credentials/achievements';
export const CREDENTIAL_KEYS = '/credentials/keys';
export const CREDENTIAL_STATUS = '/credentials/status';
/** Invitation links stand below it. */
export const REGISTER = '/lti/register';
/** Our mark, for the pages of platforms. */
export const ICON = '/lti/icon.svg';
export const DEEP_LINKING = '/deep-linking';
/** Where the first facilitator of a course says which edition it follows. */
export const EDITION = '/edition';
/** For anyone who installs this tool; nothing secret. */
export const INSTALL = '/install';
export const INSTALL_PLATFORM = '/install/platform';
export const CANVAS_KEY = '/lti/canvas.json';
export const ADMIN = '/admin';
export const ADMIN_PLATFORM = '/admin/platform';
export const ADMIN_KEYS = '/admin/keys';
export const ADMIN_INVITATION = '/admin/invitation';
export const ADMIN_SWITCH_OFF = '/admin/switch-off';
export const ADMIN_CONNECTION = '/admin/connection';

export function activityPath(activityId: string): string {
  return `/a/${activityId}`;
}

export function guidePath(guideId: string): string {
  return `${GUIDES}/${guideId}`;
}

/** @param page 1-based. */
export function readingPagePath(readingId: string, page: number): string {
  return `${activityPath(readingId)}?page=${page}`;
}

export function confirmReadingPath(readingId: string): string {
  return `${activityPath(readingId)}/confirm`;
}

export function startAssessmentPath(assessmentId: string): string {
  return `${activityPath(assessmentId)}/start`;
}

export function saveAnswersPath(assessmentId: string): string {
  return `${activityPath(assessmentId)}/answers`;
}

export function submitAttemptPath(assessmentId: string): string {
  return `${activityPath(assessmentId)}/submit`;
}

/** The form of an open attempt, the result of a submitted one. @param number 1-based. */
export function attemptPath(assessmentId: string, number: number): string {
  return `${activityPath(assessmentId)}/attempts/${number}`;
}

/** Where the attendance of a live session is recorded. @param page 1-based. */
export function rosterPath(liveSessionId: string, page = 1): string {
  const path = `${activityPath(liveSessionId)}/roster`;
  return page === 1 ? path : `${path}?page=${page}`;
}

/** One person's certificate, for facilitators. */
export function personCertificatePath(enrolmentId: string): string {
  return `${CERTIFICATES}/people/${enrolmentId}`;
}

/** @param code a verification code without dashes. */
export function verificationPath(code: string): string {
  return `${VERIFY}/${code}`;
}
