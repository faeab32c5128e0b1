import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { composeTool, type Tool } from '../../lti-tool/compose';
import { loadConfig } from '../../lti-tool/config';
import { createLogger } from '../../lti-tool/logger';
import { courseActivities } from '../../lti-tool/practice';
import { type Listener, listen } from '../../lti-tool/practice-lms/listening';
import {
  type RunningPracticeLms,
  startPracticeLms,
  toolAt,
} from '../../lti-tool/practice-lms/practice-lms';
import frames from '../fixtures/moodle-services/frame-sizes.json';
import { openProfile, overflows, type Profile, violations } from '../support/chromium';
import { certificate } from '../support/two-sites';

jest.setTimeout(90_000);

/** The practice LMS in Chromium, on another site than the tool, where third-party cookies are blocked. */
describe.each(['moodle', 'canvas'] as const)('the practice LMS as %s', (mode) => {
  const { trustedKey, ...tls } = certificate(['tool.localhost', 'lms.localhost']);
  let folder: string;
  let server: Server;
  let tool: Tool;
  let lms: RunningPracticeLms;
  /** Tool and platform for each other's own calls, which would not trust the certificate. */
  let plain: { readonly tool: Listener; readonly lms: Listener };
  let profile: Profile;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'practice-lms-'));
    server = createServer(tls);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const toolUrl = `https://tool.localhost:${port}`;
    const config = loadConfig({ DATA_DIR: folder, BASE_URL: toolUrl });
    tool = await composeTool(config, { logger: createLogger('silent') });
    server.on('request', tool.app);
    const plainTool = await listen(tool.app, { port: 0 });
    lms = await startPracticeLms({
      port: 0,
      host: '127.0.0.1',
      tls,
      origin: (own) => `https://lms.localhost:${own}`,
      mode,
      activities: courseActivities(tool.programme),
      tool: { ...toolAt(toolUrl), keysUrl: toolAt(plainTool.origin).keysUrl },
    });
    plain = { tool: plainTool, lms: await listen(lms.app, { port: 0 }) };
    const { deploymentId, ...platform } = lms.registration;
    const addition = await tool.registrations.add({
      ...platform,
      jwksUrl: platform.jwksUrl.replace(lms.url, plain.lms.origin),
      deployments: [deploymentId],
    });
    if ('problems' in addition) throw new Error(JSON.stringify(addition.problems));
    const blocked = { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } };
    profile = await openProfile(blocked, trustedKey);
  });
  afterAll(async () => {
    await profile.close();
    await Promise.all([lms.close(), plain.tool.close(), plain.lms.close()]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await tool.dispatcher.stop();
    await tool.close();
    rmSync(folder, { recursive: true });
  });

  async function signIn(persona: string): Promise<Page> {
    const page = await profile.context.newPage();
    await page.goto(lms.url);
    await page.click(`li:has(input[value="${persona}"]) button`);
    return page;
  }

  test('opens an activity in a frame', async () => {
    const page = await signIn('asha');
    await page.goto(`${lms.url}/activity/m01-r1`);
    const title = tool.programme.modules[0]?.readings[0]?.title ?? '';
    const frame = page.locator('iframe').first().contentFrame();
    await frame.getByRole('heading', { name: title }).first().waitFor();
  });

  if (mode === 'moodle') {
    test.each(frames.byViewport)(
      'has the frame of Moodle at $viewport',
      async ({ viewport, iframe }) => {
        const page = await signIn('asha');
        const [width = 0, height = 0] = viewport;
        await page.setViewportSize({ width, height });
        await page.goto(`${lms.url}/activity/m01-r1`);
        const box = await page.locator('iframe').boundingBox();
        expect([box?.width, box?.height].map((length) => Math.round(length ?? 0))).toEqual(iframe);
      },
    );
  }

  test('lets a teacher choose content in a frame of the size that the platform has', async () => {
    const page = await signIn('dewi');
    const choice = mode === 'canvas' ? 'New module: The training' : 'Select content: The training';
    await page.getByRole('link', { name: choice }).click();
    const size = await page.locator('.chooser iframe').first().boundingBox();
    const expected = mode === 'canvas' ? [800, 600] : [770, 578];
    expect([size?.width, size?.height].map((length) => Math.round(length ?? 0))).toEqual(expected);
    const frame = page.locator('.chooser iframe').first().contentFrame();
    await frame.getByRole('button', { name: 'Add everything' }).click();
    await frame.getByRole('button', { name: 'Add to the course' }).click();
    await page.waitForURL(/\/course\?id=/);
    const links = await page.getByRole('link', { name: 'Certificate' }).count();
    expect(links).toBe(2);
  });

  const canvasPages: [string, string][] = [['/activity/m01-r1/attempts', 'dewi']];
  test.each<[string, string]>([
    ...(mode === 'canvas' ? canvasPages : []),
    ['/tools', 'admin'],
    ['/course', 'dewi'],
    ['/gradebook', 'dewi'],
    ['/gradebook/2/asha', 'dewi'],
  ])('keeps %s usable for everybody and on a phone', async (address, persona) => {
    const page = await signIn(persona);
    await page.goto(`${lms.url}${address}`);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      expect(await overflows(page)).toBe(false);
    }
    expect(await violations(page)).toEqual([]);
  });
});
