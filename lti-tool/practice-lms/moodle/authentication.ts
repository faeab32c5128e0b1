import { z } from 'zod';
import { signIdToken } from '../id-token';
import { launchClaims } from './claims';
import type { OpenLaunch } from '../opening';
import type { Person } from '../people';
import { withoutMarkup } from './php';
import type { Site } from '../site';

/** The form that goes to the tool's redirect URI, or undefined: an error page, nothing is posted. */
export type LaunchForm =
  { readonly action: string; readonly fields: Readonly<Record<string, string>> } | undefined;

/** Seconds for which an id_token lives; recorded. */
const LIFETIME = 60;

const hint = z.object({ launchid: z.string() });
const REQUIRED = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce'];

/**
 * Answers the tool's authentication request (1EdTech Security Framework §5.1.1.2) in the order in
 * which Moodle checks it: until the launch is known, the redirect URI is not trusted.
 */
export function authenticate(site: Site, person: Person, request: URLSearchParams): LaunchForm {
  const value = (name: string): string => withoutMarkup(request.get(name) ?? '');
  const isAskedRight =
    REQUIRED.every((name) => value(name) !== '') &&
    value('scope') === 'openid' &&
    value('response_type') === 'id_token';
  const launchId = launchIdOf(value('lti_message_hint'));
  if (!isAskedRight || launchId === undefined) return undefined;
  const launch = site.launches.take(launchId);
  const action = value('redirect_uri');
  if (!launch?.tool.redirectUris.includes(action)) return undefined;
  const problem = problemOf(person, launch, value);
  const answer = problem ?? {
    id_token: signIdToken(site, launch.tool, {
      claims: launchClaims(site, person, launch),
      nonce: value('nonce'),
      lifetime: LIFETIME,
    }),
  };
  return { action, fields: { ...answer, state: value('state') } };
}

function launchIdOf(messageHint: string): string | undefined {
  try {
    return hint.safeParse(JSON.parse(messageHint)).data?.launchid;
  } catch {
    return undefined;
  }
}

/** @returns the OpenID error that goes to the tool, if any. */
function problemOf(
  person: Person,
  launch: OpenLaunch,
  value: (name: string) => string,
): Readonly<Record<string, string>> | undefined {
  if (value('client_id') !== launch.tool.clientId) return { error: 'unauthorized_client' };
  if (value('login_hint') !== person.id || launch.userId !== person.id) {
    return { error: 'access_denied' };
  }
  if (value('response_mode') !== 'form_post') {
    return { error: 'invalid_request', error_description: 'Invalid response_mode' };
  }
  return ['', 'none'].includes(value('prompt'))
    ? undefined
    : { error: 'invalid_request', error_description: 'Invalid prompt' };
}
