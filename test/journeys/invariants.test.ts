import { startTestPlatform, type TestPlatform } from '../lti/support/test-platform';
import { routesOf } from '../support/routes';
import { type RunningTool, startTool } from '../support/running-tool';
import {
  INSTRUCTOR,
  registerPlatform,
  signedLaunch,
  type SignedVisit,
} from '../support/signed-launch';

jest.setTimeout(60_000);

let running: RunningTool;
let platform: TestPlatform;
let participant: SignedVisit;
let neighbour: SignedVisit;
let facilitator: SignedVisit;
let otherContext: SignedVisit;
let otherDeployment: SignedVisit;

beforeAll(async () => {
  running = await startTool();
  platform = await startTestPlatform();
  await registerPlatform(running, platform, ['deployment-1', 'deployment-2']);
  const enter = async (who: Parameters<typeof signedLaunch>[2]): Promise<SignedVisit> =>
    (await signedLaunch(running, platform, who)).visit;
  participant = await enter({ subject: 'participant', name: 'Zulfiya Karimova' });
  neighbour = await enter({ subject: 'neighbour' });
  facilitator = await enter({ subject: 'facilitator', roles: [INSTRUCTOR] });
  otherContext = await enter({ subject: 'guest', context: 'context-2', roles: [INSTRUCTOR] });
  otherDeployment = await enter({
    subject: 'guest',
    deployment: 'deployment-2',
    roles: [INSTRUCTOR],
  });
});

afterAll(async () => {
  await running.close();
  await platform.close();
});

/** The only routes that answer without a launch session. A new one must be added here on purpose. */
const PUBLIC = [
  '/',
  '/healthz',
  '/readyz',
  '/verify',
  '/verify/:code',
  '/verify/file',
  '/credentials/issuer',
  '/credentials/achievements/:edition',
  '/credentials/keys',
  '/credentials/keys/:id',
  '/credentials/status/:list',
  '/figures/:file',
  '/lti/icon.svg',
  '/lti/canvas.json',
  '/install',
  // Its form takes nothing without an invitation.
  '/install/platform',
];
/** Open to whoever has an invitation: 403 without one. */
const INVITED = ['/lti/register', '/lti/register/:code'];
/** The only routes that ask for an administrator's session. */
const ADMINISTRATOR = [
  '/admin',
  '/admin/platform',
  '/admin/keys',
  '/admin/invitation',
  '/admin/switch-off',
  '/admin/connection',
];
/** The only routes that ask for a facilitator's session. */
const STAFF = [
  '/a/:activityId/roster',
  '/scores',
  '/scores/send-again',
  '/deep-linking',
  '/edition',
  '/certificates',
  '/certificates/issue',
  '/certificates/files.zip',
  '/certificates/people/:id',
];

const ADMINISTRATOR_ROLE =
  'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';

const ACTIVITIES = ['m01-r1', 'm01-test', 'live-1-1', 'live-1-3', 'progress', 'certificate'];

function protectedRoutes() {
  return routesOf(running.tool.app).filter(
    ({ path }) =>
      ![...PUBLIC, ...INVITED].includes(path) && !/^\/(assets|login|launch|keys)/.test(path),
  );
}

function addresses(path: string): string[] {
  const fill = (activity: string): string =>
    path.replace(':activityId', activity).replace(/:\w+/g, '1');
  return path.includes(':activityId') ? ACTIVITIES.map(fill) : [fill('')];
}

/** 404 and 405 among the allowed: the path exists for another kind of activity or method only. */
function expectRefusal(what: string, status: number, allowed: readonly number[]): void {
  expect({ what, status, refused: allowed.includes(status) }).toEqual({
    what,
    status,
    refused: true,
  });
}

test('the walk sees the routes that it is to guard', () => {
  const paths = protectedRoutes().map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([...STAFF, ...ADMINISTRATOR, '/a/:activityId', '/programme']),
  );
});

test('without a session no route opens, by any method', async () => {
  for (const { path, methods } of protectedRoutes()) {
    for (const address of addresses(path)) {
      for (const method of methods) {
        const response = await fetch(`${running.url}${address}`, {
          method,
          redirect: 'manual',
          ...(method === 'post' && { body: new URLSearchParams({ formToken: 'x' }) }),
        });
        // 404 and 405: the path exists for another kind of activity or method only.
        expectRefusal(`${method} ${address}`, response.status, [401, 404, 405]);
        expect(response.headers.getSetCookie()).toEqual([]);
      }
    }
  }
});

test('a made-up session cookie opens nothing', async () => {
  for (const { path } of protectedRoutes()) {
    for (const address of addresses(path)) {
      const response = await fetch(`${running.url}${address}`, {
        headers: { Cookie: `launch-session=${'A'.repeat(43)}` },
      });
      expectRefusal(address, response.status, [401, 404, 405]);
    }
  }
});

test('a participant never gets where a facilitator is needed', async () => {
  const formToken = await participant.formToken();
  for (const path of STAFF) {
    for (const address of addresses(path)) {
      const page = await participant.get(address);
      expectRefusal(address, page.status, [403, 404]);
      const posted = await participant.post(address, { formToken });
      expectRefusal(address, posted.status, [403, 404]);
    }
  }
});

test('nobody but an administrator gets where one is needed', async () => {
  const before = await running.tool.registrations.list();
  for (const visit of [participant, facilitator]) {
    const formToken = await visit.formToken();
    for (const address of ADMINISTRATOR) {
      expectRefusal(address, (await visit.get(address)).status, [403]);
      const { status } = await visit.post(address, { formToken, confirmed: 'yes' });
      expectRefusal(address, status, [403]);
    }
  }
  const administrator = await signedLaunch(running, platform, {
    subject: 'administrator',
    roles: [ADMINISTRATOR_ROLE],
  });
  const foreign = await neighbour.formToken();
  for (const address of ADMINISTRATOR.slice(1)) {
    const { status } = await administrator.visit.post(address, {
      formToken: foreign,
      confirmed: 'yes',
    });
    expectRefusal(address, status, [403]);
  }
  expect(await running.tool.registrations.list()).toEqual(before);
});

test('no form is taken without the token of its own session', async () => {
  const foreign = await neighbour.formToken();
  for (const { path, methods } of protectedRoutes()) {
    if (!methods.includes('post') || [...STAFF, ...ADMINISTRATOR].includes(path)) continue;
    for (const address of addresses(path)) {
      for (const fields of [{ formToken: '' }, { formToken: foreign }]) {
        const { status } = await participant.post(address, fields);
        expectRefusal(address, status, [403, 404, 405]);
      }
    }
  }
});

test("another person's attempt can be neither seen nor changed", async () => {
  const formToken = await participant.formToken();
  const own = await participant.post('/a/m01-test/start', { formToken });
  const attempt = /name="attempt" value="([^"]+)"/.exec(own.html)?.[1] ?? '';
  expect(attempt).not.toBe('');
  expect((await neighbour.get('/a/m01-test/attempts/1')).status).toBe(404);
  for (const action of ['answers', 'submit']) {
    const { status } = await neighbour.post(`/a/m01-test/${action}`, {
      formToken: await neighbour.formToken(),
      attempt,
      version: '1',
      'q.m01-q02': 'a',
    });
    expect(status).toBe(404);
  }
  const after = await participant.get('/a/m01-test/attempts/1');
  expect(after.html).toContain('name="version" value="1"');
});

test('facilitators of another context or deployment see and record nobody of this one', async () => {
  const roster = await facilitator.get('/a/live-1-1/roster');
  const enrolmentIds = [...roster.html.matchAll(/name="standing\.([^"]+)"/g)].map(
    ([, id = '']) => id,
  );
  expect(new Set(enrolmentIds).size).toBe(2);
  for (const stranger of [otherContext, otherDeployment]) {
    const seen = await stranger.get('/a/live-1-1/roster');
    expect(seen.status).toBe(200);
    for (const id of enrolmentIds) {
      expect(seen.html).not.toContain(id);
      const formToken = await stranger.formToken();
      const recorded = await stranger.post('/a/live-1-1/roster', {
        formToken,
        [`standing.${id}`]: 'active',
      });
      expect(recorded.status).toBe(403);
      const sent = await stranger.post('/scores/send-again', { formToken, score: `${id}:m01-r1` });
      expect(sent.status).toBe(404);
    }
  }
});

test('the same person in another context has a record of its own', async () => {
  await participant.get('/a/m01-r1?page=2');
  const elsewhere = (
    await signedLaunch(running, platform, { subject: 'participant', context: 'context-2' })
  ).visit;
  const here = await participant.get('/a/progress');
  const there = await elsewhere.get('/a/progress');
  expect(here.html).toContain('2 of 6 pages opened');
  expect(there.html).not.toContain('2 of 6 pages opened');
});

test('facilitators receive no certificate, whatever they send', async () => {
  const formToken = await facilitator.formToken();
  for (const address of ['name', 'preview', 'confirm'].map((step) => `/a/certificate/${step}`)) {
    const { status } = await facilitator.post(address, { formToken, name: 'Facilitator' });
    expect(status).toBe(403);
  }
});

test('nothing personal and nothing secret is logged', () => {
  const log = running.log.join('\n');
  expect(log).toContain('request completed');
  for (const secret of [
    'eyJ',
    'id_token',
    'formToken',
    'Zulfiya',
    'context-1',
    '@',
    'launch-session',
  ]) {
    expect(log).not.toContain(secret);
  }
});
