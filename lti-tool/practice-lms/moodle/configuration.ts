import { SCOPE } from '../scopes';
import type { Site } from '../site';

/** openid-configuration.php, as recorded (Dynamic Registration 1.0 §3.4). */
export function openidConfiguration({ profile, baseUrl }: Site): object {
  return {
    issuer: profile.issuer(baseUrl),
    token_endpoint: `${baseUrl}${profile.paths.token}`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: `${baseUrl}${profile.paths.keys}`,
    authorization_endpoint: `${baseUrl}${profile.paths.auth}`,
    registration_endpoint: `${baseUrl}${profile.paths.registration}`,
    scopes_supported: [
      'https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome',
      SCOPE.lineItemReadOnly,
      SCOPE.resultReadOnly,
      SCOPE.score,
      SCOPE.lineItem,
      SCOPE.memberships,
      'https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting',
      'openid',
    ],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: 'moodle',
      version: '4.2.3 (Build: 20231009)',
      messages_supported: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', placements: profile.placements },
      ],
      variables: [
        'Context.id',
        'Context.title',
        'Context.label',
        'Context.id.history',
        'CourseSection.timeFrame.begin',
        'CourseSection.timeFrame.end',
        'ResourceLink.id',
        'ResourceLink.title',
        'User.id',
        'User.username',
        'Person.name.full',
        'Person.email.primary',
      ],
    },
  };
}
