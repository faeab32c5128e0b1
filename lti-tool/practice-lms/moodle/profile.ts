import { randomInt } from 'node:crypto';
import type { Place, PlatformProfile } from '../platform-profile';
import { gradebookRules } from './gradebook-rules';

const SERVICES = '/mod/lti/services.php';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const lineItem = ({ baseUrl, courseId }: Place, id: number): string =>
  `${baseUrl}${SERVICES}/${courseId}/lineitems/${id}/lineitem`;

export const moodleProfile: PlatformProfile = {
  clientId: 'practiceLMS0001',
  deploymentId: '1',
  clientIds: /^practice[A-Za-z0-9]{7}$/,
  placements: ['ContentArea'],
  courseId: '2',
  paths: {
    auth: '/mod/lti/auth.php',
    token: '/mod/lti/token.php',
    keys: '/mod/lti/certs.php',
    services: SERVICES,
    return: '/mod/lti/return.php',
    configuration: '/mod/lti/openid-configuration.php',
    registration: '/mod/lti/openid-registration.php',
    contentReturn: '/mod/lti/contentitem_return.php',
  },
  gradebook: gradebookRules,
  userAgent: (baseUrl) => `MoodleBot/4.2 (+${baseUrl})`,
  issuer: (baseUrl) => baseUrl,
  newClientId: () =>
    `practice${Array.from({ length: 7 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')}`,
  newDeploymentId: (count) => String(count),
  contextId: (courseId) => courseId,
  lineItemsUrl: ({ baseUrl, courseId, deploymentId }) =>
    `${baseUrl}${SERVICES}/${courseId}/lineitems?type_id=${deploymentId}`,
  lineItemUrl: (place, id) => `${lineItem(place, id)}?type_id=${place.deploymentId}`,
  resultsUrl: (place, id, userId) =>
    `${lineItem(place, id)}/results?type_id=${place.deploymentId}&user_id=${userId}`,
  membershipsUrl: ({ baseUrl, courseId, deploymentId }) =>
    `${baseUrl}${SERVICES}/CourseSection/${courseId}/bindings/${deploymentId}/memberships`,
  userIds: ({ id }) => [id],
  resourceLinkId: (ordinal) => ordinal,
};
