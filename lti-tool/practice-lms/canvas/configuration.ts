import { SCOPE } from '../scopes';
import type { Site } from '../site';
import { CONTENT_PLACEMENTS, COURSE_NAVIGATION } from './placements';

/**
 * The configuration that Canvas's documentation shows (Dynamic Registration 1.0 §3.4). The issuer
 * is this site's own, as that of a Canvas that a school runs itself: hosted Canvas's configuration
 * comes from hosted Canvas only, and a tool must not believe it from anywhere else.
 */
export function openidConfiguration({ profile, baseUrl }: Site): object {
  return {
    issuer: baseUrl,
    authorization_endpoint: `${baseUrl}${profile.paths.auth}`,
    registration_endpoint: `${baseUrl}${profile.paths.registration}`,
    jwks_uri: `${baseUrl}${profile.paths.keys}`,
    token_endpoint: `${baseUrl}${profile.paths.token}`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    scopes_supported: Object.values(SCOPE),
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'picture', 'email', 'name', 'given_name', 'family_name', 'locale'],
    subject_types_supported: ['public'],
    authorization_server: new URL(baseUrl).host,
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: 'canvas',
      version: 'OpenSource',
      messages_supported: [
        { type: 'LtiResourceLinkRequest', placements: [COURSE_NAVIGATION] },
        { type: 'LtiDeepLinkingRequest', placements: Object.keys(CONTENT_PLACEMENTS) },
      ],
      variables: ['Context.id', 'Context.title', 'Context.id.history', 'Person.name.full'],
      'https://canvas.instructure.com/lti/account_name': 'Practice LMS',
    },
  };
}
