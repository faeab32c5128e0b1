import { randomInt } from 'node:crypto';
import type { Place, PlatformProfile } from '../platform-profile';
import { gradebookRules } from './gradebook-rules';
import { ltiId, opaqueId, uuid } from './ids';
import { PLACEMENTS } from './placements';

const SERVICES = '/api/lti/courses';

const lineItems = ({ baseUrl, courseId }: Place): string =>
  `${baseUrl}${SERVICES}/${courseId}/line_items`;

/**
 * Hosted Canvas: every site has the same issuer, whatever its address is; the client id is that of
 * the developer key, and a key can have many deployments.
 */
export const canvasProfile: PlatformProfile = {
  clientId: '10000000000001',
  deploymentId: `27:${opaqueId('deployment')}`,
  clientIds: /^10000000\d{6}$/,
  placements: PLACEMENTS,
  courseId: '5',
  paths: {
    auth: '/api/lti/authorize_redirect',
    token: '/login/oauth2/token',
    keys: '/api/lti/security/jwks',
    services: SERVICES,
    return: '/courses/:course/external_content/success/external_tool_redirect',
    configuration: '/api/lti/security/openid-configuration',
    registration: '/api/lti/registrations',
    contentReturn: '/courses/:course/deep_linking_response',
  },
  gradebook: gradebookRules,
  userAgent: () => 'Ruby',
  issuer: () => 'https://canvas.instructure.com',
  newClientId: () => `10000000${randomInt(100_000, 1_000_000)}`,
  newDeploymentId: (count) => `${26 + count}:${opaqueId(`deployment ${count}`)}`,
  contextId: (courseId) => opaqueId(`course ${courseId}`),
  lineItemsUrl: lineItems,
  lineItemUrl: (place, id) => `${lineItems(place)}/${id}`,
  resultsUrl: (place, id, userId) => `${lineItems(place)}/${id}/results/${userId}`,
  membershipsUrl: ({ baseUrl, courseId }) => `${baseUrl}${SERVICES}/${courseId}/names_and_roles`,
  userIds: (person) => [ltiId(person), person.id],
  resourceLinkId: (ordinal) => uuid(`resource link ${ordinal}`),
};
