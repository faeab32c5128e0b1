import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import request from 'supertest';
import { z } from 'zod';

import { createBrowserCookies } from '../../lti-tool/lti/guard/browser';
import { sha256 } from '../../lti-tool/lti/hash';
import { register, startTool, type TestTool, WINDOW } from './support/tool';
import { CLAIM } from './support/test-platform';

const FOLDER = path.join(__dirname, '..', 'fixtures', 'moodle-launches');

const recording = z.object({
  request: z.object({ body: z.string() }),
  claims: z.object({
    iat: z.number(),
    nonce: z.string(),
    [`${CLAIM}target_link_uri`]: z.string(),
    [`${CLAIM}deployment_id`]: z.string(),
  }),
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
}

/** Launches that a real Moodle 4.2 sent; the clock stands at the moment each was signed. */
describe('recorded Moodle launches', () => {
  let server: Server;
  let jwksUrl: string;

  beforeAll(async () => {
    const keySet = JSON.stringify(read('platform-jwks'));
    server = createServer((_request, response) => response.end(keySet));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs.php`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function moodleTool(): Promise<TestTool> {
    const tool = startTool({ baseUrl: 'http://tool.example', secureCookies: false });
    const issuer = 'http://moodle.example';
    const clientId = 'd9m4B4sB0aIZ23V';
    await register(tool, { issuer, jwksUrl }, { clientId, deployments: ['1'] });
    const minimal = { id: 'minimal', clientId: 'HrpcQVBZR1GxQtx', deployments: ['2'] };
    await register(tool, { issuer, jwksUrl }, minimal);
    return tool;
  }

  async function replay(name: string, registrationId = 'registration-1') {
    const { claims, request: recorded } = recording.parse(read(name));
    standAt(claims.iat);
    const tool = await moodleTool();
    const state = new URLSearchParams(recorded.body).get('state') ?? '';
    await tool.repositories.loginAttempts.begin({
      id: sha256(state),
      registrationId,
      nonce: claims.nonce,
      targetLinkUri: claims[`${CLAIM}target_link_uri`],
      deploymentId: claims[`${CLAIM}deployment_id`],
      browserHash: sha256('browser-value'),
      expiresAt: new Date((claims.iat + 600) * 1000),
    });
    const cookie = `${createBrowserCookies(false).name(sha256(state))}=browser-value`;
    const response = await request(tool.app)
      .post('/lti/launch')
      .set('Cookie', cookie)
      .type('form')
      .send(recorded.body);
    const { launches, requests, errors } = tool;
    return { response, launch: launches[0], asked: requests[0], errors };
  }

  it('accepts a participant’s, whole', async () => {
    const { launch, errors } = await replay('participant');

    expect(errors).toEqual([]);
    expect(launch).toEqual({
      messageType: 'LtiResourceLinkRequest',
      registrationId: 'registration-1',
      issuer: 'http://moodle.example',
      clientId: 'd9m4B4sB0aIZ23V',
      deploymentId: '1',
      targetLinkUri: 'http://tool.example/launch?m=1',
      subject: '5',
      role: 'participant',
      name: 'Sam Student',
      email: 'student1@moodle.example',
      context: { id: '2', title: 'UNTOC-ASIA' },
      resourceLink: { id: '1', title: 'Module 1: Firearms basics' },
      locale: 'en',
      returnUrl: expect.stringContaining(
        'http://moodle.example/mod/lti/return.php?course=2',
      ) as string,
      platformName: 'moodle42',
      ags: {
        scopes: [
          'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
          'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
          'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
          'https://purl.imsglobal.org/spec/lti-ags/scope/score',
        ],
        lineItem: 'http://moodle.example/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1',
        lineItems: 'http://moodle.example/mod/lti/services.php/2/lineitems?type_id=1',
      },
      membershipsUrl:
        'http://moodle.example/mod/lti/services.php/CourseSection/2/bindings/1/memberships',
    });
  });

  it.each([
    ['teacher', 'facilitator'],
    ['nonediting-teacher', 'facilitator'],
    ['admin', 'administrator'],
    ['teacher-switched-to-student', 'participant'],
    ['window', 'participant'],
    ['existing-window', 'participant'],
  ])('accepts a launch of a %s as %s', async (name, role) => {
    const { response, launch } = await replay(name);

    expect(response.status).toBe(303);
    expect(launch).toMatchObject({ role });
  });

  it.each(['privacy-delegated-off', 'privacy-never'])(
    'accepts one without name or e-mail (%s)',
    async (name) => {
      const { response, launch } = await replay(name);

      expect(response.status).toBe(303);
      expect(launch).toMatchObject({ subject: '5' });
      expect(launch).not.toHaveProperty('name');
      expect(launch).not.toHaveProperty('email');
    },
  );

  it('keeps a name in another script', async () => {
    expect((await replay('non-latin-name')).launch).toMatchObject({ name: '美玲 王' });
  });

  it('accepts one without services', async () => {
    const { response, launch } = await replay('no-services');

    expect(response.status).toBe(303);
    expect(launch).not.toHaveProperty('ags');
    expect(launch).not.toHaveProperty('membershipsUrl');
  });

  it('accepts one of an activity without a grade', async () => {
    const { launch } = await replay('ungraded');

    expect(launch?.ags).toBeDefined();
    expect(launch?.ags).not.toHaveProperty('lineItem');
  });

  it('accepts one of a tool that asked for next to nothing', async () => {
    const { launch } = await replay('minimal-registration', 'minimal');

    expect(launch).toMatchObject({ registrationId: 'minimal', deploymentId: '2', subject: '5' });
  });

  it('accepts a Deep Linking request, which names neither a resource link nor data', async () => {
    const { asked, errors } = await replay('deep-linking');

    expect(errors).toEqual([]);
    expect(asked).toMatchObject({
      messageType: 'LtiDeepLinkingRequest',
      role: 'facilitator',
      context: { id: '2', title: 'UNTOC-ASIA' },
      deepLinking: {
        returnUrl: expect.stringContaining(
          'http://moodle.example/mod/lti/contentitem_return.php?course=2',
        ) as string,
        takesLinks: true,
        takesSeveral: true,
        takesLineItems: true,
        targets: ['iframe', 'window'],
      },
    });
    expect(asked?.deepLinking).not.toHaveProperty('data');
  });

  it('refuses one when its 60 seconds are over', async () => {
    const { claims } = recording.parse(read('participant'));
    const { response } = await replay('participant');
    expect(response.status).toBe(303);

    standAt(claims.iat + 60);
    const tool = await moodleTool();
    const late = await request(tool.app)
      .post('/lti/launch')
      .type('form')
      .send(recording.parse(read('participant')).request.body);
    expect(late.status).toBe(401);
    expect(late.body).toMatchObject({
      id: 'launch-expired',
      whatToDo: expect.stringContaining(
        'Go back to your course and open the activity again',
      ) as string,
    });
  });

  it('says that a submission review is not offered', async () => {
    const { response } = await replay('submission-review');

    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({
      id: 'launch-invalid',
      title: 'This training cannot do what was asked for',
    });
  });

  it.each([
    ['client-id', 403, 'client id'],
    ['other-user-hint', 403, 'Sign out of the learning platform'],
    ['no-response-mode', 400, 'open the activity again'],
    ['prompt-login', 400, 'open the activity again'],
  ])('answers the authentication error %s with advice', async (name, status, advice) => {
    const { body } = z
      .object({ request: z.object({ body: z.string() }) })
      .parse(read(`auth-error-${name}`)).request;
    const tool = await moodleTool();

    const response = await request(tool.app).post('/lti/launch').type('form').send(body);

    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({
      id: 'launch-platform-error',
      whatToDo: expect.stringContaining(advice) as string,
    });
  });

  it('answers Moodle’s own look at the address without an error', async () => {
    const { headers } = z
      .object({ request: z.object({ headers: z.record(z.string(), z.string()) }) })
      .parse(read('activity-save-get-target-link')).request;

    const response = await request(startTool().app).get('/lti/launch?m=1').set(headers);

    expect(response.status).toBe(200);
  });

  it('asks Moodle for authentication as the recorded tool did', async () => {
    const message = z.object({
      request: z.object({ parsed: z.record(z.string(), z.string()) }),
    });
    const login = message.parse(read('login-initiation')).request.parsed;
    const expected = message.parse(read('authentication-request')).request.parsed;
    const tool = await moodleTool();

    const response = await request(tool.app)
      .post('/lti/login')
      .set(WINDOW)
      .type('form')
      .send(login);

    const location = new URL(response.headers['location'] ?? '');
    expect(response.status).toBe(302);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      ...expected,
      redirect_uri: 'http://tool.example/lti/launch',
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });
});

/** The clock only: timers and the network go on. */
function standAt(seconds: number): void {
  jest.useFakeTimers({
    now: seconds * 1000,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}
