import type { Page } from '../support/browser';
import {
  answerIn,
  DL,
  openDialogue,
  type PostedAnswer,
  verifyAnswer,
} from '../support/deep-linking';
import { formsIn } from '../support/html-forms';
import { type RunningTool, startTool } from '../support/running-tool';
import { registerPlatform, signedLaunch, type SignedVisit } from '../support/signed-launch';
import { CLAIM, startTestPlatform, type TestPlatform } from './support/test-platform';

/** Checks 22 to 27 of the project's LTI reference, which follow 1EdTech's certification suite. */
let running: RunningTool;
let platform: TestPlatform;
beforeAll(async () => {
  [running, platform] = await Promise.all([startTool(), startTestPlatform()]);
  await registerPlatform(running, platform, ['deployment-1']);
});
afterAll(async () => {
  await running.close();
  await platform.close();
});

async function choose(visit: SignedVisit, page: Page, ids: readonly string[]): Promise<Page> {
  const form = formsIn(page.html).at(-1);
  return visit.browser.post(page.url, [
    ...(form?.fields ?? []),
    ...ids.map((id) => ['activity', id] as const),
  ]);
}

async function answered(ids: readonly string[] = ['m01-r1', 'm01-test']): Promise<PostedAnswer> {
  const { visit, page } = await openDialogue(running, platform, { data: 'opaque "<&é' });
  return answerIn(await choose(visit, page, ids));
}

const seconds = () => Math.floor(Date.now() / 1000);

test('22: the request is received, and opens the dialogue', async () => {
  const { page } = await openDialogue(running, platform);
  expect(page.status).toBe(200);
  expect(new URL(page.url).pathname).toBe('/deep-linking');
  expect(page.html).toContain('Add activities to your course');
});

test('23: the answer is posted to where the platform waits for it, and is a response', async () => {
  const { action, claims } = await answered();
  expect(action).toBe(`${platform.issuer}/return?course=2&sesskey=a`);
  expect(claims[`${CLAIM}message_type`]).toBe('LtiDeepLinkingResponse');
});

test('24: its times are now and soon', async () => {
  const before = seconds();
  const { claims } = await answered();
  const { iat, exp } = claims as { iat: number; exp: number };
  expect(iat).toBeGreaterThanOrEqual(before);
  expect(iat).toBeLessThanOrEqual(seconds());
  expect(exp - iat).toBe(300);
});

test('25: its signature is RS256, by a key that the tool publishes', async () => {
  const answer = await answered();
  expect(answer.header).toMatchObject({ alg: 'RS256', kid: expect.any(String) as string });
  expect(await verifyAnswer(running, answer)).toEqual(answer.claims);
});

test('26: it has every required claim, and what is sent only once is new each time', async () => {
  const [first, second] = [await answered(), await answered()];
  for (const { claims } of [first, second]) {
    expect(claims).toMatchObject({
      iss: 'client-1',
      aud: platform.issuer,
      nonce: expect.stringMatching(/^[\w-]{16,}$/) as string,
      [`${CLAIM}version`]: '1.3.0',
      [`${CLAIM}deployment_id`]: 'deployment-1',
    });
  }
  expect(first.claims['nonce']).not.toBe(second.claims['nonce']);
});

test('27: its values are those of the request and the choice', async () => {
  const { claims, items } = await answered();
  expect(claims[`${DL}data`]).toBe('opaque "<&é');
  expect(claims[`${DL}msg`]).toBe('2 activities of the training added.');
  const reading = running.tool.programme.activities.get('m01-r1');
  const assessment = running.tool.programme.activities.get('m01-test');
  expect(items).toEqual([
    {
      type: 'ltiResourceLink',
      title: reading?.title,
      text: expect.stringMatching(/^Reading, about \d+ minutes$/) as string,
      url: `${running.url}/a/m01-r1`,
      lineItem: {
        label: reading?.title,
        scoreMaximum: 1,
        resourceId: 'm01-r1',
        tag: 'reading',
      },
      iframe: { width: 900, height: 700 },
      window: { targetName: 'untoc-training' },
    },
    {
      type: 'ltiResourceLink',
      title: assessment?.title,
      text: '9 questions',
      url: `${running.url}/a/m01-test`,
      lineItem: {
        label: assessment?.title,
        scoreMaximum: 9,
        resourceId: 'm01-test',
        tag: 'assessment',
      },
      iframe: { width: 900, height: 700 },
      window: { targetName: 'untoc-training' },
    },
  ]);
});

test('27: every link launches the activity that it names', async () => {
  const { visit, page } = await openDialogue(running, platform);
  const [everything] = formsIn(page.html);
  const sent = [...(everything?.fields ?? []), ['everything', 'yes'] as const];
  const { items } = answerIn(await visit.browser.post(page.url, sent));
  const { activities } = running.tool.programme;
  expect(items).toHaveLength(activities.size + 2);
  for (const { url, title } of items) {
    const path = new URL(String(url)).pathname;
    const { page: opened } = await signedLaunch(running, platform, { path });
    expect([path, opened.status, new URL(opened.url).pathname]).toEqual([path, 200, path]);
    const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(opened.html)?.[1];
    expect(heading?.replaceAll('&#x27;', "'").toLowerCase()).toContain(String(title).toLowerCase());
  }
}, 60_000);
