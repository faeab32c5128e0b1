import { createPublicKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { PEOPLE } from '../../lti-tool/practice-lms/people';
import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import authentications from '../fixtures/moodle-services/authentications.json';
import launches from '../fixtures/moodle-services/launches.json';
import { Browser } from '../support/browser';
import { formsIn } from '../support/html-forms';
import { launch } from '../support/practice-client';
import { rawCall } from './raw-call';
import { takeToken } from './recorded-platform';
import { NONCE, PRIVATE_KEY, startRecorderTool } from './recorder-tool';
import type { RecorderTool } from './recorder-tool';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const AGS_ENDPOINT = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';

let lms: RunningPracticeLms;
let tool: RecorderTool;

beforeAll(async () => {
  tool = await startRecorderTool(() => lms.registration.authUrl);
  lms = await startPracticeLms({
    port: 0,
    tool: tool.tool,
    privateKey: PRIVATE_KEY,
    activities: [
      { id: 'one', title: 'One', section: 'Module 1', scoreMaximum: 10 },
      { id: 'two', title: 'Two', section: 'Module 1' },
      { id: 'three', title: 'Three', section: 'Module 1', scoreMaximum: 1 },
    ],
    people: [...PEOPLE, assistant],
  });
});
beforeEach(() => {
  tool.ask({});
  lms.setClock(() => new Date());
});
afterAll(async () => {
  tool.close();
  await lms.close();
});

const assistant = {
  id: '4',
  handle: 'nora',
  givenName: 'Nora',
  familyName: 'Noneditor',
  email: 'nora@practice.example',
  role: 'assistant',
  withheld: false,
} as const;

const start = (persona: string, activity = 'one', target: 'iframe' | 'window' = 'iframe') =>
  launch({ lmsUrl: lms.url, persona, activity, target });

/** Checks the signature with certs.php, as a tool would. */
async function lastClaims(): Promise<Record<string, unknown>> {
  const answer = await fetch(lms.registration.jwksUrl);
  const { keys } = (await answer.json()) as { keys: [{ kid: string; kty: string }] };
  const idToken = tool.last.launch['id_token'] ?? '';
  const options = { algorithms: ['RS256' as const], complete: true as const };
  const token = jwt.verify(idToken, createPublicKey({ key: keys[0], format: 'jwk' }), options);
  expect(token.header).toEqual({ typ: 'JWT', alg: 'RS256', kid: keys[0].kid });
  return token.payload as jwt.JwtPayload;
}

describe('a launch', () => {
  it('ends in the activity, with the cookies of the tool', async () => {
    const visit = await start('asha');
    expect(visit.path).toBe('/a/one');
    expect(visit.page.html).toContain('recorder-session=open');
  });

  it('begins as Moodle does', async () => {
    await start('asha', 'two');
    const { lti_message_hint: hint = '', ...login } = tool.last.login;
    expect(login).toEqual({
      iss: lms.url,
      target_link_uri: tool.tool.targetLinkUri('two'),
      login_hint: '5',
      client_id: lms.registration.clientId,
      lti_deployment_id: '1',
    });
    expect(JSON.parse(hint)).toEqual({
      cmid: 3,
      launchid: expect.stringMatching(/^ltilaunch2_\d+$/) as string,
    });
  });

  it('carries who, where and what for 60 seconds', async () => {
    const now = new Date('2026-11-24T10:00:00.900Z');
    lms.setClock(() => now);
    await start('somying');
    lms.setClock(() => new Date());
    const claims = jwt.decode(tool.last.launch['id_token'] ?? '') as jwt.JwtPayload;
    expect(claims).toMatchObject({
      iss: lms.url,
      aud: lms.registration.clientId,
      sub: '8',
      nonce: NONCE,
      iat: 1795514400,
      exp: 1795514460,
      name: 'สมหญิง แสงทอง',
      [`${LTI}target_link_uri`]: tool.tool.targetLinkUri('one'),
      [`${LTI}resource_link`]: { title: 'One', description: '', id: '1' },
      [AGS_ENDPOINT]: {
        lineitems: `${lms.url}/mod/lti/services.php/2/lineitems?type_id=1`,
        lineitem: `${lms.url}/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1`,
      },
    });
    expect(tool.last.launch['state']).toBe('state-0001');
  });
});

it('names no line item once the activity has several', async () => {
  const token = await takeToken(lms, tool, new Date(), { scopes: [SCOPE.lineItem] });
  await start('asha', 'three');
  expect(await lastClaims()).toMatchObject({
    [AGS_ENDPOINT]: { lineitem: expect.stringContaining('/lineitems/3/lineitem') as string },
  });
  const created = await rawCall(`${lms.url}/mod/lti/services.php/2/lineitems?type_id=1`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/vnd.ims.lis.v2.lineitem+json',
    },
    body: JSON.stringify({ label: 'Another', scoreMaximum: 5, resourceLinkId: '3' }),
  });
  expect(created.status).toBe(201);
  await start('asha', 'three');
  expect((await lastClaims())[AGS_ENDPOINT]).not.toHaveProperty('lineitem');
});

describe('the claims compared with those of Moodle', () => {
  it.each([
    ['launch-student-embed.3-launch', 'asha', 'one', 'iframe'],
    ['launch-student-window.3-launch', 'mei', 'one', 'window'],
    ['launch-teacher-embed.3-launch', 'dewi', 'one', 'iframe'],
    ['launch-nonediting-teacher', 'nora', 'one', 'iframe'],
    ['launch-admin', 'admin', 'one', 'iframe'],
    ['launch-privacy-never', 'azamat', 'one', 'iframe'],
    ['launch-student-ungraded', 'bilal', 'two', 'iframe'],
  ] as const)('%s', async (name, persona, activity, target) => {
    await start(persona, activity, target);
    const ours = await lastClaims();
    const recorded = recordedClaims(name);
    expect(shapeOf(without(ours, `${LTI}custom`))).toEqual(shapeOf(recorded));
    expect(ours[`${LTI}roles`]).toEqual(recorded[`${LTI}roles`]);
    expect(ours[`${LTI}launch_presentation`]).toMatchObject({ document_target: target });
  });

  it.each([
    ['launch-grade-sync-only', ['lineitem.readonly', 'result.readonly', 'score']],
    ['launch-no-services', []],
  ])('%s', async (name, scopes) => {
    const ags = scopes.map((scope) => `https://purl.imsglobal.org/spec/lti-ags/scope/${scope}`);
    const nrps = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
    const limited = await startPracticeLms({
      port: 0,
      tool: tool.tool,
      privateKey: PRIVATE_KEY,
      activities: [{ id: 'one', title: 'One', section: 'Module 1', scoreMaximum: 10 }],
      scopes: ags.length > 0 ? [...ags, nrps] : [],
    });
    const before = lms;
    lms = limited;
    try {
      await start('asha');
      const ours = await lastClaims();
      const recorded = recordedClaims(name);
      expect(shapeOf(without(ours, `${LTI}custom`))).toEqual(shapeOf(recorded));
      expect(Object(ours[AGS_ENDPOINT])).toMatchObject(scopesOf(recorded[AGS_ENDPOINT]));
    } finally {
      lms = before;
      await limited.close();
    }
  });
});

describe('authentication requests compared with those that Moodle got', () => {
  it.each(authentications)('$name', async ({ name, request, ...answer }) => {
    tool.ask(changesTo(request));
    const before = { ...tool.last.launch };
    if (!answer.posted) {
      await expect(start('asha')).rejects.toThrow(`(${answer.status})`);
      expect(tool.last.launch).toEqual(before);
      return;
    }
    await start('asha');
    const posted = without(answer.posted, 'state');
    const { state, ...ours } = tool.last.launch;
    expect(state).toBe(name.includes('markup') ? answer.posted.state : 'state-0001');
    if ('id_token' in posted) expect(Object.keys(ours)).toEqual(['id_token']);
    else expect(ours).toEqual(posted);
  });

  it('is good for one launch only', async () => {
    await start('asha');
    const browser = await signedIn('asha');
    expect((await browser.get(authentication('5', tool.last.login))).status).toBe(404);
  });

  it('does not give one person the launch that another began', async () => {
    const opening = await (await signedIn('asha')).get(`${lms.url}/launch/one`);
    const login = Object.fromEntries(formsIn(opening.html)[0]?.fields ?? []);
    const answer = await (await signedIn('mei')).get(authentication('7', login));
    expect(formsIn(answer.html)[0]?.fields).toContainEqual(['error', 'access_denied']);
  });

  async function signedIn(persona: string): Promise<Browser> {
    const browser = new Browser();
    await browser.post(`${lms.url}/sign-in`, { persona });
    return browser;
  }

  function authentication(userId: string, login: Readonly<Record<string, string>>): string {
    const request = new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      client_id: lms.registration.clientId,
      redirect_uri: tool.tool.launchUrl,
      login_hint: userId,
      lti_message_hint: login['lti_message_hint'] ?? '',
      state: 's',
      nonce: 'n',
    });
    return `${lms.registration.authUrl}?${request.toString()}`;
  }

  it('without its cookie first posts itself again, then asks who it is', async () => {
    const browser = new Browser();
    const first = await browser.get(`${lms.registration.authUrl}?scope=openid&state=s`);
    const [form] = formsIn(first.html);
    expect(form).toMatchObject({ action: '/mod/lti/auth.php?scope=openid&state=s' });
    const second = await browser.post(`${lms.url}${form?.action ?? ''}`, form?.fields ?? []);
    expect(second.html).toContain('Who do you want to be?');
  });
});

function recordedClaims(name: string): Record<string, unknown> {
  const found = launches.find((recording) => recording.name === name);
  if (!found) throw new Error(`no recording ${name}`);
  return found.claims;
}

function without(claims: object, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
}

function scopesOf(endpoint: unknown): { scope?: unknown } {
  const { scope } = Object(endpoint) as { scope?: unknown };
  return scope === undefined ? {} : { scope };
}

/** Keys and types all the way down; an array has the shape of its first member. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
}

/** What of a recorded request differs from a good one. */
function changesTo(
  request: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const changes: Record<string, string | undefined> = {};
  for (const name of ['response_mode', 'prompt', 'scope', 'nonce', 'lti_message_hint']) {
    if (request[name] === undefined) changes[name] = undefined;
  }
  if (request['prompt'] === 'login') changes['prompt'] = 'login';
  if (request['scope'] !== 'openid') changes['scope'] = request['scope'];
  if (request['client_id'] === 'nobody') changes['client_id'] = 'nobody';
  if (request['login_hint'] !== '5') changes['login_hint'] = request['login_hint'];
  if (request['state']?.includes('<')) changes['state'] = request['state'];
  if (request['redirect_uri'] !== 'http://tool.example/launch') {
    changes['redirect_uri'] = request['redirect_uri'];
  }
  return changes;
}
