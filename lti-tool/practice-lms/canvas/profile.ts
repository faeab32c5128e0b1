import type { PlatformProfile } from '../platform-profile';
import { gradebookRules } from './gradebook-rules';
import { ltiId, opaqueId, uuid } from './ids';

const COURSE = '5';
const SERVICES = '/api/lti/courses';

/**
 * Hosted Canvas: every site has the same issuer, whatever its address is; the client id is that of
 * the developer key, and a key can have many deployments.
 */
export const canvasProfile: PlatformProfile = {
  clientId: '10000000000001',
  deploymentId: `27:${opaqueId('deployment')}`,
  courseId: COURSE,
  contextId: opaqueId('course'),
  paths: {
    auth: '/api/lti/authorize_redirect',
    token: '/login/oauth2/token',
    keys: '/api/lti/security/jwks',
    services: SERVICES,
    return: `/courses/${COURSE}/external_content/success/external_tool_redirect`,
  },
  gradebook: gradebookRules,
  issuer: () => 'https://canvas.instructure.com',
  lineItemsUrl: (baseUrl) => `${baseUrl}${SERVICES}/${COURSE}/line_items`,
  lineItemUrl: (baseUrl, id) => `${baseUrl}${SERVICES}/${COURSE}/line_items/${id}`,
  resultsUrl: (baseUrl, id, userId) =>
    `${baseUrl}${SERVICES}/${COURSE}/line_items/${id}/results/${userId}`,
  membershipsUrl: (baseUrl) => `${baseUrl}${SERVICES}/${COURSE}/names_and_roles`,
  userIds: (person) => [ltiId(person), person.id],
  resourceLinkId: (ordinal) => uuid(`resource link ${ordinal}`),
};
