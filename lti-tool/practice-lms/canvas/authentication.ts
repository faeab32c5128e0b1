import { signIdToken } from '../id-token';
import type { Person } from '../people';
import type { Site } from '../site';
import { launchClaims } from './claims';
import { legacyId } from './ids';
import { readHint } from './message-hint';
import { STORAGE_FRAME } from './post-messages';

/** What is posted to the tool, or why nothing is: a message for the error page. */
export type Authentication =
  { readonly action: string; readonly fields: Fields } | { readonly rejected: string };

type Fields = Readonly<Record<string, string>>;

/** Seconds for which an id_token lives. */
const LIFETIME = 3600;

const REQUIRED = [
  'client_id',
  'login_hint',
  'lti_message_hint',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_mode',
  'response_type',
  'scope',
];

/**
 * Answers the tool's authentication request (Security Framework §5.1.1.2) as Canvas does: nearly
 * every fault goes to the tool as an OpenID error, even that nobody is signed in.
 * @param person who this browser is, if anybody.
 */
export function authenticate(
  site: Site,
  person: Person | undefined,
  request: URLSearchParams,
): Authentication {
  const verifier = readHint(site, request.get('lti_message_hint') ?? '');
  if (verifier === undefined) return { rejected: 'Invalid lti_message_hint' };
  const action = request.get('redirect_uri') ?? '';
  const known = site.tools.active.flatMap(({ redirectUris }) => redirectUris);
  if (!known.includes(action.split('?', 1)[0] ?? '')) return { rejected: 'Invalid redirect_uri' };
  const answer = problemOf(site, person, request) ?? idToken(site, person, request, verifier);
  const storage = { lti_storage_target: STORAGE_FRAME };
  return { action, fields: { ...answer, state: request.get('state') ?? '', ...storage } };
}

/** Of several problems the last one is told. */
function problemOf(
  site: Site,
  person: Person | undefined,
  request: URLSearchParams,
): Fields | undefined {
  if (!site.tools.working(request.get('client_id') ?? '')) {
    return problem('unauthorized_client', 'Client not authorized in requested context');
  }
  if (!person || request.get('login_hint') !== legacyId(person)) {
    return problem('login_required', 'Must have an active user session');
  }
  if (request.get('scope') !== 'openid') {
    return problem('invalid_request_object', "The 'scope' must be 'openid'");
  }
  const missing = REQUIRED.filter((name) => !request.has(name));
  return missing.length > 0
    ? problem(
        'invalid_request_object',
        `The following parameters are missing: ${missing.join(',')}`,
      )
    : undefined;
}

function idToken(
  site: Site,
  person: Person | undefined,
  request: URLSearchParams,
  verifier: string,
): Fields {
  const clientId = request.get('client_id');
  const launch = site.launches.take(verifier);
  if (!launch || launch.userId !== person?.id || launch.tool.clientId !== clientId) {
    const description = 'The launch has either expired or already been consumed';
    return problem('launch_no_longer_valid', description);
  }
  const claims = launchClaims(site, person, launch);
  const nonce = request.get('nonce') ?? '';
  return { id_token: signIdToken(site, launch.tool, { claims, nonce, lifetime: LIFETIME }) };
}

function problem(error: string, description: string): Fields {
  return { error, error_description: description };
}
