import { CLAIM, type Claims, LEARNER } from '../lti/support/test-platform';
import { hostileText, mutatePairs, mutateRecord } from './hostile-values';
import { type HostileRequest, send } from './http';
import type { Random } from './random';
import type { World } from './world';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

type Pairs = readonly (readonly [name: string, value: string])[];

/** A login that means harm, as a link or a form. */
export function loginRequest(world: World, random: Random): HostileRequest {
  const pairs = mutatePairs(loginFields(world, random), random);
  const text = encode(pairs);
  return random.chance(0.5)
    ? { kind: 'login', method: 'GET', path: `/lti/login?${text}` }
    : { kind: 'login', method: 'POST', path: '/lti/login', headers: FORM, body: text };
}

/** After an honest login: claims, form or cookie of its launch are changed. */
export async function launchRequest(world: World, random: Random): Promise<HostileRequest> {
  const login = await beginLogin(world, random);
  const claims = mutateRecord(claimsOf(world, login), random);
  const fields: Pairs = [
    ['id_token', world.platform.signIdToken(claims)],
    ['state', login.state],
  ];
  const body = encode(random.chance(0.8) ? fields : mutatePairs(fields, random));
  const cookie = random.chance(0.9) ? login.cookie : hostileCookie(login.cookie, random);
  const headers = { ...FORM, cookie };
  return { kind: 'launch', method: 'POST', path: '/lti/launch', headers, body };
}

/** After an honest login: a token whose parts were put together by somebody else. */
export async function tokenRequest(world: World, random: Random): Promise<HostileRequest> {
  const login = await beginLogin(world, random);
  const honest = world.platform.signIdToken(claimsOf(world, login));
  const [header = '', payload = '', signature = ''] = honest.split('.');
  const parts = [json(header), json(payload)].map((part) =>
    Buffer.from(JSON.stringify(mutateRecord(part, random))).toString('base64url'),
  );
  const token = random.of([
    `${parts[0]}.${payload}.${signature}`,
    `${header}.${parts[1]}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${header}.${payload}.${signature}.${signature}`,
    honest.slice(0, random.below(honest.length)),
    honest.slice(0, -1 - random.below(20)) + 'A'.repeat(20),
    hostileText(random),
  ]);
  const body = encode([
    ['id_token', token],
    ['state', login.state],
  ]);
  const headers = { ...FORM, cookie: login.cookie };
  return { kind: 'token', method: 'POST', path: '/lti/launch', headers, body };
}

interface Login {
  readonly state: string;
  readonly nonce: string;
  readonly target: string;
  readonly cookie: string;
}

async function beginLogin(world: World, random: Random): Promise<Login> {
  const fields = loginFields(world, random);
  const path = `/lti/login?${encode(fields)}`;
  const { status, headers } = await send(world.origin, { kind: 'login', method: 'GET', path });
  if (status !== 302) throw new Error(`An honest login was answered with ${status}`);
  const query = new URL(String(headers['location'])).searchParams;
  return {
    state: query.get('state') ?? '',
    nonce: query.get('nonce') ?? '',
    target: fields.find(([name]) => name === 'target_link_uri')?.[1] ?? '',
    cookie: [headers['set-cookie'] ?? []]
      .flat()
      .map((line) => line.split(';')[0])
      .join('; '),
  };
}

function loginFields({ origin, platform, activities }: World, random: Random): Pairs {
  return [
    ['iss', platform.issuer],
    ['client_id', 'client-1'],
    ['login_hint', 'person-1'],
    ['lti_message_hint', '{"cmid":7}'],
    ['lti_deployment_id', 'deployment-1'],
    ['target_link_uri', `${origin}/a/${random.of(activities)}`],
  ];
}

function claimsOf({ origin, platform }: World, { nonce, target }: Login): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: platform.issuer,
    aud: 'client-1',
    sub: 'person-1',
    iat: now,
    exp: now + 60,
    nonce,
    name: 'Madina Yusupova',
    email: 'madina@example.org',
    locale: 'en',
    [`${CLAIM}version`]: '1.3.0',
    [`${CLAIM}message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}deployment_id`]: 'deployment-1',
    [`${CLAIM}target_link_uri`]: target,
    [`${CLAIM}resource_link`]: { id: 'link-1', title: 'Reading' },
    [`${CLAIM}context`]: { id: 'context-1', title: 'Training', label: 'T' },
    [`${CLAIM}roles`]: [LEARNER],
    [`${CLAIM}custom`]: { anything: 'else' },
    [`${CLAIM}tool_platform`]: { name: 'Campus', guid: 'g', product_family_code: 'moodle' },
    [`${CLAIM}launch_presentation`]: { locale: 'en', return_url: `${platform.issuer}/back` },
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      lineitems: `${origin}/nowhere/lineitems`,
      lineitem: `${origin}/nowhere/lineitems/1`,
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${origin}/nowhere/memberships`,
      service_versions: ['2.0'],
    },
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      deep_link_return_url: `${platform.issuer}/return`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window'],
      accept_multiple: true,
      data: 'opaque',
    },
  };
}

/** What a header can carry. */
function hostileCookie(cookie: string, random: Random): string {
  return random.of([
    '',
    cookie.slice(0, -3),
    cookie.replaceAll('=', '=%'),
    '=; =;;',
    'a=b'.repeat(900),
  ]);
}

function json(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

function encode(pairs: Pairs): string {
  return new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, value]),
  ).toString();
}
