import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import { launch, openChooser, openTools } from '../support/practice-client';
import type { Visit } from '../support/practice-client';
import { items, lastRequest, returnUrl, sendBack, signResponse } from './chosen-content';
import { rawCall } from './raw-call';
import type { RawAnswer } from './raw-call';
import { takeToken } from './recorded-platform';
import { PRIVATE_KEY, startRecorderTool } from './recorder-tool';
import type { RecorderTool } from './recorder-tool';
import { beginRegistration } from './registering';

const CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const PRIVACY = 'https://canvas.instructure.com/lti/privacy_level';

let lms: RunningPracticeLms;
let tool: RecorderTool;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-24T20:00:00Z');
  tool = await startRecorderTool(() => lms.registration.authUrl);
  lms = await startPracticeLms({
    port: 0,
    mode: 'canvas',
    privateKey: PRIVATE_KEY,
    activities: [],
    now: () => now,
  });
});
afterEach(async () => {
  tool.close();
  await lms.close();
});

const begin = () => beginRegistration(lms.url, 'http://tool.example/register');

function request(changes: object = {}): object {
  return {
    application_type: 'web',
    grant_types: ['client_credentials', 'implicit'],
    response_types: ['id_token'],
    redirect_uris: [tool.tool.launchUrl],
    initiate_login_uri: tool.tool.loginUrl,
    client_name: 'Recorder tool',
    jwks_uri: tool.tool.keysUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: `${SCOPE.lineItem} ${SCOPE.score} ${SCOPE.memberships}`,
    [CONFIGURATION]: configuration(changes),
  };
}

function configuration(changes: object): object {
  return {
    domain: 'tool.example',
    target_link_uri: `${new URL(tool.tool.launchUrl).origin}/`,
    claims: ['sub', 'iss', 'name', 'email'],
    messages: [
      { type: 'LtiResourceLinkRequest', placements: ['course_navigation'] },
      {
        type: 'LtiDeepLinkingRequest',
        target_link_uri: tool.tool.contentUrl,
        placements: ['assignment_selection', 'module_index_menu_modal'],
      },
    ],
    [PRIVACY]: 'public',
    ...changes,
  };
}

function post(token: string | undefined, body: object = request()): Promise<RawAnswer> {
  return rawCall(`${lms.url}/api/lti/registrations`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
}

/** Registers, and opens the page on which the administrator decides. */
async function review(changes: object = {}): Promise<{ clientId: string; decision: Visit }> {
  const answer = await post((await begin()).token, request(changes));
  const { client_id: clientId } = JSON.parse(answer.body) as { client_id: string };
  const decision = await openTools(lms.url);
  await decision.get(`${lms.url}/tools/${clientId}`);
  return { clientId, decision };
}

describe('the configuration', () => {
  it('is shown to a tool that registers, and to nobody else', async () => {
    const { address, token } = await begin();
    const url = address.searchParams.get('openid_configuration') ?? '';
    expect((await rawCall(url, { method: 'GET' })).status).toBe(401);
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await rawCall(url, { method: 'GET', headers });
    expect(JSON.parse(answer.body)).toMatchObject({
      issuer: lms.url,
      registration_endpoint: `${lms.url}/api/lti/registrations`,
      [PLATFORM]: {
        product_family_code: 'canvas',
        messages_supported: [
          { type: 'LtiResourceLinkRequest', placements: ['course_navigation'] },
          {
            type: 'LtiDeepLinkingRequest',
            placements: ['assignment_selection', 'link_selection', 'module_index_menu_modal'],
          },
        ],
      },
    });
  });
});

describe('a registration', () => {
  it('is answered with a client id, and no deployment yet', async () => {
    const answer = await post((await begin()).token);
    expect(answer.status).toBe(200);
    const body = JSON.parse(answer.body) as Record<string, object>;
    expect(body).toMatchObject({
      client_id: expect.stringMatching(/^10000000\d{6}$/) as string,
      client_name: 'Recorder tool',
      scope: `${SCOPE.lineItem} ${SCOPE.score} ${SCOPE.memberships}`,
    });
    expect(body[CONFIGURATION]).not.toHaveProperty('deployment_id');
  });

  it.each(['claims', 'messages', 'domain'])('without %s is refused', async (name) => {
    const answer = await post((await begin()).token, request({ [name]: undefined }));
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(name);
  });

  it('with a placement that does not exist is refused', async () => {
    const messages = [{ type: 'LtiDeepLinkingRequest', placements: ['everywhere'] }];
    expect((await post((await begin()).token, request({ messages }))).status).toBe(422);
  });

  it('needs its token, which is good for an hour and one tool', async () => {
    expect((await post(undefined)).status).toBe(401);
    const { token } = await begin();
    expect((await post(token)).status).toBe(200);
    expect((await post(token)).status).toBe(401);
    const { token: late } = await begin();
    now = new Date('2026-11-24T21:00:01Z');
    expect((await post(late)).status).toBe(401);
  });
});

describe('the administrator who reviews a tool', () => {
  it('switches it on with a deployment; before, it gets no token', async () => {
    const { clientId, decision } = await review();
    const token = () => takeToken(lms, tool, now, { scopes: [SCOPE.score], clientId });
    expect(await token()).toBeUndefined();
    const tools = await decision.submit({}, '/activate');
    expect(tools.html).toMatch(/<dd>Active<\/dd>.*<dd>\d+:[0-9a-f]{40}<\/dd>/s);
    expect(await token()).toMatch(/^[0-9a-f]{32}$/);
  });

  it('leaves it the permissions, places and data that are ticked', async () => {
    const { clientId, decision } = await review();
    const left = { scope: SCOPE.score, placement: 'module_index_menu_modal', shared: 'email' };
    await decision.submit(left, '/activate');
    await openChooser({ lmsUrl: lms.url, placement: 'module_index_menu_modal' });
    const claims = lastRequest(tool);
    expect(claims).toMatchObject({
      aud: clientId,
      iss: lms.url,
      email: 'dewi@practice.example',
      'https://www.instructure.com/placement': 'module_index_menu_modal',
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': { scope: [SCOPE.score] },
    });
    expect(claims).not.toHaveProperty('name');
    expect(claims).not.toHaveProperty([
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
    ]);
    const elsewhere = openChooser({ lmsUrl: lms.url, placement: 'assignment_selection' });
    await expect(elsewhere).rejects.toThrow('no such way to choose content');
  });

  it('finds a tool anonymous that asked for nothing else', async () => {
    const { decision } = await review({ [PRIVACY]: undefined });
    expect(decision.page.html).toContain('<option value="none" selected>');
  });
});

it('opens a tool from the menu of the course', async () => {
  const { clientId, decision } = await review();
  await decision.submit({}, '/activate');
  const page = await decision.get(`${lms.url}/navigation/5/${clientId}`);
  expect(page.html).toContain(`<iframe src="/navigation-launch/5/${clientId}"`);
  const placed = launch({ lmsUrl: lms.url, persona: 'asha', activity: clientId });
  await expect(placed).rejects.toThrow('(404)');
});

describe('content for a course', () => {
  beforeEach(async () => {
    await (await review()).decision.submit({}, '/activate');
  });

  const link = (changes: object = {}) => ({
    type: 'ltiResourceLink',
    title: 'Module 1',
    url: `${new URL(tool.tool.launchUrl).origin}/a/one`,
    lineItem: { label: 'Knowledge check', scoreMaximum: 10, resourceId: 'mod-01', tag: 'quiz' },
    ...changes,
  });

  /** @param change makes another token of the one that is right. */
  async function send(
    claims: object,
    placement = 'module_index_menu_modal',
    change = (token: string): string => token,
  ): Promise<Visit> {
    const { browser } = await openChooser({ lmsUrl: lms.url, placement });
    return sendBack(browser, returnUrl(tool), change(signResponse(tool, claims, now)));
  }

  const added = async (): Promise<{ label: string; resourceId: string; tag: string }[]> => {
    const answer = await fetch(`${lms.url}/gradebook.json`);
    return ((await answer.json()) as { lineItems: never[] }).lineItems;
  };

  it('becomes assignments and module items that launch', async () => {
    const chosen = await send(items(link(), link({ title: 'Reading', lineItem: undefined })));
    const course = await chosen.submit({}, '/selections/');
    expect(course.html).toMatch(/New Content From App.*Knowledge check.*Reading/s);
    expect(await added()).toMatchObject([
      { label: 'Knowledge check', scoreMaximum: 10, resourceId: 'mod-01', tag: 'quiz' },
    ]);
    await launch({ lmsUrl: lms.url, persona: 'asha', activity: 'link-1' });
    expect(lastRequest(tool)).toMatchObject({
      [`${LTI}target_link_uri`]: link().url,
      [`${LTI}resource_link`]: { title: 'Knowledge check' },
    });
  });

  it('is one item where an assignment is made', async () => {
    await openChooser({ lmsUrl: lms.url, placement: 'assignment_selection' });
    expect(lastRequest(tool)).toMatchObject({
      'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
        accept_multiple: false,
        accept_types: ['ltiResourceLink'],
      },
    });
    const two = items(link(), link({ lineItem: { label: 'Second', scoreMaximum: 1 } }));
    await (await send(two, 'assignment_selection')).submit({}, '/selections/');
    expect((await added()).map(({ label }) => label)).toEqual(['Knowledge check']);
  });

  it.each([
    ['a type that was not asked for', { type: 'html' }, 'items of type html are not taken here'],
    ['points of nothing', { lineItem: { label: 'x' } }, 'greater than 0'],
  ])('is not taken with %s', async (_what, changes, reason) => {
    const { page } = await send(items(link(changes)));
    expect(page.html).toContain(reason);
    expect(page.html).not.toContain('/selections/');
  });

  it.each([
    ['another audience', { aud: 'https://other.example' }, 'aud'],
    ['an end in the past', { exp: 1_700_000_000 }, 'exp'],
    ['a stranger as issuer', { iss: 'nobody' }, 'jwt'],
  ])('is refused as JSON with %s', async (_what, claims, name) => {
    const { page } = await send({ ...items(link()), ...claims });
    expect(page.status).toBe(400);
    expect(JSON.parse(page.html)).toMatchObject({ errors: { [name]: [{ attribute: name }] } });
  });

  it('is refused as JSON with a broken signature', async () => {
    const broken = (token: string): string => `${token.slice(0, -10)}AAAAAAAAAA`;
    const { page } = await send(items(link()), undefined, broken);
    expect(page.status).toBe(400);
    expect(page.html).toContain('JWT verification failure');
  });

  it('is refused at an address that Canvas did not give', async () => {
    const { browser } = await openChooser({ lmsUrl: lms.url });
    const url = returnUrl(tool).replace(/data=.*/, 'data=forged');
    const { page } = await sendBack(browser, url, signResponse(tool, items(link()), now));
    expect(page.status).toBe(400);
  });
});
