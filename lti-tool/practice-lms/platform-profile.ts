/** Addresses and id shapes in which one make of platform differs from another. */
export interface PlatformProfile {
  readonly clientId: string;
  readonly deploymentId: string;
  readonly courseId: string;
  /** Paths below the base URL. */
  readonly paths: {
    readonly auth: string;
    readonly token: string;
    readonly keys: string;
    readonly services: string;
    readonly return: string;
  };
  issuer(baseUrl: string): string;
  lineItemsUrl(baseUrl: string): string;
  lineItemUrl(baseUrl: string, lineItemId: number): string;
  /** @param userId narrows the address to one person's result. */
  resultsUrl(baseUrl: string, lineItemId: number, userId: string): string;
  membershipsUrl(baseUrl: string): string;
}

const COURSE = '2';
const SERVICES = '/mod/lti/services.php';
const TYPE_ID = '1';

const moodle: PlatformProfile = {
  clientId: 'practiceLMS0001',
  deploymentId: TYPE_ID,
  courseId: COURSE,
  paths: {
    auth: '/mod/lti/auth.php',
    token: '/mod/lti/token.php',
    keys: '/mod/lti/certs.php',
    services: SERVICES,
    return: '/mod/lti/return.php',
  },
  issuer: (baseUrl) => baseUrl,
  lineItemsUrl: (baseUrl) => `${baseUrl}${SERVICES}/${COURSE}/lineitems?type_id=${TYPE_ID}`,
  lineItemUrl: (baseUrl, id) =>
    `${baseUrl}${SERVICES}/${COURSE}/lineitems/${id}/lineitem?type_id=${TYPE_ID}`,
  resultsUrl: (baseUrl, id, userId) =>
    `${baseUrl}${SERVICES}/${COURSE}/lineitems/${id}/lineitem/results?type_id=${TYPE_ID}&user_id=${userId}`,
  membershipsUrl: (baseUrl) =>
    `${baseUrl}${SERVICES}/CourseSection/${COURSE}/bindings/${TYPE_ID}/memberships`,
};

/** The makes of platform that the practice LMS can be. */
export const PROFILES = { moodle } as const satisfies Record<string, PlatformProfile>;

export type Mode = keyof typeof PROFILES;
