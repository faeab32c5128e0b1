import { startTestPlatform, type TestPlatform } from '../lti/support/test-platform';
import { type RunningTool, startTool } from '../support/running-tool';
import { INSTRUCTOR, registerPlatform, signedLaunch } from '../support/signed-launch';

jest.setTimeout(60_000);

let running: RunningTool;
let platform: TestPlatform;
/** How far the tool's clock is ahead. */
const ahead = { milliseconds: 0 };

beforeAll(async () => {
  running = await startTool({ now: () => new Date(Date.now() + ahead.milliseconds) });
  platform = await startTestPlatform();
  await registerPlatform(running, platform, ['deployment-1']);
});

afterAll(async () => {
  await running.close();
  await platform.close();
});

test('no body is logged, not even one that could not be parsed', async () => {
  const fields = Array.from({ length: 60 }, (_, index) => `f${index}=x`).join('&');
  const response = await fetch(`${running.url}/lti/launch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `id_token=eyJwZXJzb25hbCI6MX0&${fields}`,
  });
  expect(response.status).toBe(413);
  const log = running.log.join('\n');
  expect(log).toContain('too many parameters');
  expect(log).not.toContain('eyJ');
});

test('a facilitator who lost the role has no rights in a window that is still open', async () => {
  const subject = 'demoted';
  const { visit } = await signedLaunch(running, platform, { subject, roles: [INSTRUCTOR] });
  const formToken = await visit.formToken();
  expect((await visit.get('/a/live-1-1/roster')).status).toBe(200);

  const { visit: later } = await signedLaunch(running, platform, { subject });

  for (const path of ['/a/live-1-1/roster', '/scores']) {
    expect((await visit.get(path)).status).toBe(401);
    expect((await later.get(path)).status).toBe(403);
  }
  expect((await visit.post('/a/live-1-1/roster', { formToken })).status).toBe(401);
  expect((await later.get('/a/progress')).status).toBe(200);
});

test.each(['deactivate', 'remove'] as const)(
  'five seconds after a platform was taken away (%s), its people are out',
  async (change) => {
    const { visit } = await signedLaunch(running, platform, { roles: [INSTRUCTOR] });
    expect((await visit.get('/a/live-1-1/roster')).status).toBe(200);

    await running.tool.registrations[change]({ issuer: platform.issuer, clientId: 'client-1' });
    ahead.milliseconds += 5000;

    for (const path of ['/a/live-1-1/roster', '/a/progress', '/a/certificate/file']) {
      expect((await visit.get(path)).status).toBe(401);
    }
    const { keys } = (await (await fetch(`${running.url}/lti/keys`)).json()) as { keys: unknown[] };
    expect(keys).toHaveLength(1);
    const home = await visit.get('/');
    expect(home.headers.get('Content-Security-Policy')).not.toContain(platform.issuer);

    if (change === 'deactivate') {
      await running.tool.registrations.activate({
        issuer: platform.issuer,
        clientId: 'client-1',
      });
      ahead.milliseconds += 5000;
      expect((await visit.get('/a/progress')).status).toBe(200);
    }
  },
);
