import { SCOPE } from '../../lti-tool/practice-lms/scopes';
import { Browser } from '../support/browser';
import { formsIn } from '../support/html-forms';
import { launch } from '../support/practice-client';
import { authenticationRequest } from './authentication-request';
import { startCanvasPlatform } from './canvas-platform';
import type { CanvasPlatform } from './canvas-platform';
import { NONCE } from './recorder-tool';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const AGS_ENDPOINT = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
const LIS = 'http://purl.imsglobal.org/vocab/lis/v2/';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OPAQUE = /^[0-9a-f]{40}$/;

let platform: CanvasPlatform;
beforeAll(async () => {
  platform = await startCanvasPlatform();
});
beforeEach(() => {
  platform.tool.ask({});
  platform.setTime('2026-11-24T20:00:00Z');
});
afterAll(() => platform.close());

describe('a launch', () => {
  it('begins as in Canvas: one issuer for all sites, ids that say nothing', async () => {
    await platform.launch('asha');
    expect(platform.tool.last.login).toEqual({
      iss: 'https://canvas.instructure.com',
      login_hint: expect.stringMatching(OPAQUE) as string,
      client_id: '10000000000001',
      deployment_id: expect.stringMatching(/^\d+:[0-9a-f]{40}$/) as string,
      target_link_uri: platform.tool.tool.targetLinkUri('one'),
      lti_message_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
      lti_storage_target: 'post_message_forwarding',
      canvas_environment: 'prod',
      canvas_region: 'us-east-1',
    });
  });

  it('carries who, where and what for an hour', async () => {
    const { url, registration } = platform.lms;
    const claims = await platform.launch('somying');
    expect(claims).toMatchObject({
      iss: 'https://canvas.instructure.com',
      aud: '10000000000001',
      azp: '10000000000001',
      sub: expect.stringMatching(UUID) as string,
      nonce: NONCE,
      iat: 1795550400,
      exp: 1795554000,
      name: 'สมหญิง แสงทอง',
      locale: 'en',
      [`${LTI}deployment_id`]: registration.deploymentId,
      [`${LTI}target_link_uri`]: platform.tool.tool.targetLinkUri('one'),
      [`${LTI}context`]: {
        id: expect.stringMatching(OPAQUE) as string,
        type: [`${LIS}course#CourseOffering`],
      },
      [`${LTI}resource_link`]: { id: expect.stringMatching(UUID) as string, title: 'One' },
      [`${LTI}tool_platform`]: { product_family_code: 'canvas', version: 'cloud' },
      [`${LTI}launch_presentation`]: {
        document_target: 'iframe',
        locale: 'en',
        return_url: `${url}/courses/5/external_content/success/external_tool_redirect`,
      },
      [`${LTI}lti11_legacy_user_id`]: platform.tool.last.login['login_hint'],
      [`${LTI}lti1p1`]: { user_id: platform.tool.last.login['login_hint'] },
      [`${LTI}custom`]: {},
      'https://www.instructure.com/placement': null,
      [AGS_ENDPOINT]: {
        lineitems: `${url}/api/lti/courses/5/line_items`,
        lineitem: `${url}/api/lti/courses/5/line_items/2`,
      },
      [NRPS]: { context_memberships_url: `${url}/api/lti/courses/5/names_and_roles` },
    });
  });

  it.each([
    ['asha', ['institution/person#Student', 'membership#Learner']],
    ['dewi', ['institution/person#Instructor', 'membership#Instructor']],
    [
      'nora',
      [
        'institution/person#Instructor',
        'membership/Instructor#TeachingAssistant',
        'membership#Instructor',
      ],
    ],
    ['admin', ['institution/person#Administrator']],
  ])('gives %s the roles of institution, course and system', async (persona, roles) => {
    const claims = await platform.launch(persona);
    const uris = [...roles, 'system/person#User'].map((role) => `${LIS}${role}`);
    expect(claims[`${LTI}roles`]).toEqual(uris);
  });

  it('says nothing of a person whose data are withheld', async () => {
    const claims = await platform.launch('azamat');
    for (const name of ['name', 'given_name', 'family_name', 'email', `${LTI}lis`]) {
      expect(claims).not.toHaveProperty([name]);
    }
  });

  it('names no line item where there is no assignment', async () => {
    expect((await platform.launch('asha', 'two'))[AGS_ENDPOINT]).not.toHaveProperty('lineitem');
  });

  it('gives everybody and every link an id of their own, the same every time', async () => {
    const [first, again, other] = [
      await platform.launch('asha', 'one'),
      await platform.launch('asha', 'two'),
      await platform.launch('mei', 'one'),
    ];
    expect(again['sub']).toBe(first['sub']);
    expect(other['sub']).not.toBe(first['sub']);
    expect(again[`${LTI}resource_link`]).not.toMatchObject({
      id: (first[`${LTI}resource_link`] as { id: string }).id,
    });
  });

  it('tells only the scopes that the administrator left', async () => {
    const cut = await startCanvasPlatform({ scopes: [SCOPE.score] });
    const claims = await cut.launch('asha').finally(() => cut.close());
    expect(claims[AGS_ENDPOINT]).toMatchObject({ scope: [SCOPE.score] });
    expect(claims).not.toHaveProperty([NRPS]);
  });
});

describe('an authentication request', () => {
  const start = () => launch({ lmsUrl: platform.lms.url, persona: 'asha', activity: 'one' });

  it.each([
    ['prompt', undefined, 'invalid_request_object'],
    ['nonce', undefined, 'invalid_request_object'],
    ['scope', 'openid profile', 'invalid_request_object'],
    ['client_id', '10000000000002', 'unauthorized_client'],
    ['login_hint', '5', 'login_required'],
  ])('with %s %s is answered with %s', async (name, value, error) => {
    platform.tool.ask({ [name]: value });
    await start();
    expect(platform.tool.last.launch).toMatchObject({ error, state: 'state-0001' });
    expect(platform.tool.last.launch).not.toHaveProperty('id_token');
  });

  it.each([
    ['redirect_uri', 'http://evil.example/launch', 'Invalid redirect_uri'],
    ['lti_message_hint', 'forged', 'Invalid lti_message_hint'],
  ])('with another %s reaches nobody', async (name, value, title) => {
    platform.tool.ask({ [name]: value });
    const before = { ...platform.tool.last.launch };
    await expect(start()).rejects.toThrow(title);
    expect(platform.tool.last.launch).toEqual(before);
  });

  it('comes too late after five minutes', async () => {
    const browser = new Browser();
    await browser.post(`${platform.lms.url}/sign-in`, { persona: 'asha' });
    const opening = await browser.get(`${platform.lms.url}/launch/one`);
    platform.setTime('2026-11-24T20:05:01Z');
    const form = formsIn(opening.html)[0];
    const answer = await browser.post(form?.action ?? '', form?.fields ?? []);
    expect(answer.html).toContain('Invalid lti_message_hint');
  });

  it('is good for one launch, and for the person who began it', async () => {
    await start();
    const used = await ask(await signedIn('asha'), platform.tool.last.login);
    expect(used).toContainEqual(['error', 'launch_no_longer_valid']);
    const nobody = await ask(new Browser(), platform.tool.last.login);
    expect(nobody).toContainEqual(['error', 'login_required']);
  });

  it('does not give one person the launch that another began', async () => {
    const begun = await (await signedIn('asha')).get(`${platform.lms.url}/launch/one`);
    const login = Object.fromEntries(formsIn(begun.html)[0]?.fields ?? []);
    await platform.launch('mei');
    const hint = platform.tool.last.login['login_hint'] ?? '';
    const answer = await ask(await signedIn('mei'), { ...login, login_hint: hint });
    expect(answer).toContainEqual(['error', 'launch_no_longer_valid']);
  });

  async function signedIn(persona: string): Promise<Browser> {
    const browser = new Browser();
    await browser.post(`${platform.lms.url}/sign-in`, { persona });
    return browser;
  }

  async function ask(browser: Browser, login: Readonly<Record<string, string>>) {
    const request = new URLSearchParams(authenticationRequest(login, platform.tool.tool.launchUrl));
    const page = await browser.get(`${platform.lms.registration.authUrl}?${request.toString()}`);
    return formsIn(page.html)[0]?.fields;
  }
});

describe('the page of an assignment', () => {
  it('shows points and attempts, and the tool in a frame', async () => {
    const browser = new Browser();
    await browser.post(`${platform.lms.url}/sign-in`, { persona: 'asha' });
    const { html } = await browser.get(`${platform.lms.url}/activity/one`);
    expect(html).toContain('<dt>Points</dt><dd>10</dd>');
    expect(html).toContain('<dt>Attempts</dt><dd>0 (allowed: 2)</dd>');
    expect(html).toContain('<iframe src="/launch/one?target=iframe" title="One"');
    expect(html).toContain('<script src="/lti-messages.js" defer>');
    expect(html).toContain('<iframe src="/post_message_forwarding" name="post_message_forwarding"');
  });
});
