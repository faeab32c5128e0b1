import type { PlatformProfile } from '../platform-profile';
import { gradebookRules } from './gradebook-rules';

const COURSE = '2';
const SERVICES = '/mod/lti/services.php';
const TYPE_ID = '1';

export const moodleProfile: PlatformProfile = {
  clientId: 'practiceLMS0001',
  deploymentId: TYPE_ID,
  courseId: COURSE,
  contextId: COURSE,
  paths: {
    auth: '/mod/lti/auth.php',
    token: '/mod/lti/token.php',
    keys: '/mod/lti/certs.php',
    services: SERVICES,
    return: '/mod/lti/return.php',
  },
  gradebook: gradebookRules,
  issuer: (baseUrl) => baseUrl,
  lineItemsUrl: (baseUrl) => `${baseUrl}${SERVICES}/${COURSE}/lineitems?type_id=${TYPE_ID}`,
  lineItemUrl: (baseUrl, id) =>
    `${baseUrl}${SERVICES}/${COURSE}/lineitems/${id}/lineitem?type_id=${TYPE_ID}`,
  resultsUrl: (baseUrl, id, userId) =>
    `${baseUrl}${SERVICES}/${COURSE}/lineitems/${id}/lineitem/results?type_id=${TYPE_ID}&user_id=${userId}`,
  membershipsUrl: (baseUrl) =>
    `${baseUrl}${SERVICES}/CourseSection/${COURSE}/bindings/${TYPE_ID}/memberships`,
  userIds: ({ id }) => [id],
  resourceLinkId: (ordinal) => ordinal,
};
