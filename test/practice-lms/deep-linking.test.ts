import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jwt from 'jsonwebtoken';
import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import recordings from '../fixtures/moodle-services/deep-linking.json';
import registrations from '../fixtures/moodle-services/registrations.json';
import { Browser } from '../support/browser';
import { formsIn } from '../support/html-forms';
import { launch, openChooser, openTools } from '../support/practice-client';
import type { LaunchRequest, Visit } from '../support/practice-client';
import { authenticationRequest } from './authentication-request';
import { items, lastRequest, returnUrl, sendBack, signResponse } from './chosen-content';
import { rawCall } from './raw-call';
import { RECORDED_PEOPLE } from './recorded-platform';
import { PRIVATE_KEY, startRecorderTool } from './recorder-tool';
import type { RecorderTool } from './recorder-tool';
import { beginRegistration } from './registering';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const NOW = new Date('2026-11-24T20:51:24Z');

let lms: RunningPracticeLms;
let tool: RecorderTool;
let folder: string;
let stateFile: string;
beforeAll(async () => {
  tool = await startRecorderTool(() => lms.registration.authUrl);
  folder = mkdtempSync(path.join(tmpdir(), 'practice-lms-'));
  stateFile = path.join(folder, 'practice-lms.json');
  lms = await startRecordedCourse(stateFile);
  await register();
});
afterAll(async () => {
  tool.close();
  await lms.close();
  rmSync(folder, { recursive: true });
});

function startRecordedCourse(kept: string): Promise<RunningPracticeLms> {
  return startPracticeLms({
    port: 0,
    privateKey: PRIVATE_KEY,
    activities: [],
    people: RECORDED_PEOPLE,
    course: { label: 'UNTOC-ASIA', title: 'UNTOC-ASIA' },
    now: () => NOW,
    stateFile: kept,
  });
}

/** The tool that is here in place of the recorded one. */
function ours(recorded: unknown): object {
  const { origin, host } = new URL(tool.tool.launchUrl);
  const text = JSON.stringify(recorded)
    .replaceAll('http://tool.example', origin)
    .replaceAll('"tool.example"', `"${host}"`);
  return JSON.parse(text) as object;
}

/** As a recorded tool registered, but with the addresses of the one that is here. */
async function register(name = 'registration-full', deploymentId = '1'): Promise<void> {
  const { token } = await beginRegistration(lms.url, 'http://tool.example/register');
  const recorded = registrations.find((recording) => recording.name === name)?.body;
  const { loginUrl, launchUrl, keysUrl } = tool.tool;
  const body = {
    ...ours(recorded),
    initiate_login_uri: loginUrl,
    redirect_uris: [launchUrl],
    jwks_uri: keysUrl,
  };
  const answer = await rawCall(`${lms.url}/mod/lti/openid-registration.php`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(JSON.parse(answer.body)).toMatchObject({
    [TOOL_CONFIGURATION]: { deployment_id: deploymentId },
  });
  await (await openTools(lms.url)).submit({}, '/activate');
}

const choose = (persona = 'teacher1'): Promise<Visit> => openChooser({ lmsUrl: lms.url, persona });

/** Sends a response for a fresh request. @param token undefined: signed as it should be. */
async function send(claims: object, change = (token: string): string => token): Promise<Visit> {
  const { browser } = await choose();
  return sendBack(browser, returnUrl(tool), change(signResponse(tool, claims, NOW)));
}

const recordingOf = (name: string) => {
  const found = recordings.messages.find((message) => message.name === name);
  if (!found) throw new Error(`no recording ${name}`);
  return found;
};

/** Launches an activity as the person and in the place of recorded claims. */
function launchAs(
  claims: (typeof recordings)['launches' | 'changed'][number]['claims'],
  more: Pick<LaunchRequest, 'role' | 'review'> = {},
): Promise<Visit> {
  return launch({
    lmsUrl: lms.url,
    persona: RECORDED_PEOPLE.find(({ id }) => id === claims.sub)?.handle ?? '',
    activity: `link-${claims[`${LTI}resource_link`].id}`,
    target: claims[`${LTI}launch_presentation`].document_target as 'iframe' | 'window' | 'frame',
    ...more,
  });
}

/** What the recorded tool sent back, but for what makes a token of it. */
function sentBack(name: string): object {
  return without(ours(recordingOf(name).response), ['iss', 'aud', 'nonce', 'iat', 'exp', 'jti']);
}

function without(claims: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
}

/** Our addresses under the names that were recorded; without what is random or of the site. */
function comparable(claims: Readonly<Record<string, unknown>>): unknown {
  const text = JSON.stringify(claims)
    .replaceAll(lms.url, 'http://moodle.example')
    .replaceAll(new URL(tool.tool.launchUrl).origin, 'http://tool.example')
    .replaceAll(String(claims['aud']), 'd9m4B4sB0aIZ23V')
    .replace(/sesskey=[\w-]+/g, 'sesskey')
    .replace(/\\"launchid\\":\d+\},\\"hash\\":\\"[0-9a-f]{64}/g, 'LAUNCH');
  const site = [`${LTI}tool_platform`, `${LTI}lis`];
  return without(JSON.parse(text) as object, ['nonce', 'iat', 'exp', ...site]);
}

it('begins as in deep-linking-single.1-login-initiation: a hint without an activity', async () => {
  await choose();
  const { lti_message_hint: hint = '', client_id: clientId, ...login } = tool.last.login;
  const { lti_message_hint: theirs, client_id: theirClient, ...recorded } = recordings.login;
  expect(login).toEqual({ ...ours(recorded), iss: lms.url });
  expect(clientId).toHaveLength(theirClient.length);
  const shape = (text: string): string => text.replace(/\d+/, 'N');
  expect(shape(hint)).toBe(shape(theirs));
});

/** The first was recorded while memberships were off. */
const [firstMessage, ...otherMessages] = recordings.messages;

it.each(otherMessages)('asks for content as in $name', async ({ request }) => {
  await choose();
  expect(comparable(lastRequest(tool))).toEqual(comparable(request));
});

it('lets only those choose who may edit the course', async () => {
  await expect(choose('teacher2')).rejects.toThrow('no such way to choose content');
  const { browser } = await choose();
  await browser.post(`${lms.url}/sign-in`, { persona: 'student1' });
  const clientId = String(lastRequest(tool)['aud']);
  const path = `/content/2/${clientId}?placement=ContentArea`;
  expect((await browser.get(`${lms.url}${path}`)).status).toBe(403);
});

it('posts a response from another site once more from its own page, then takes it', async () => {
  const { browser } = await choose();
  const token = signResponse(tool, items(), NOW);
  const first = await browser.post(returnUrl(tool), { JWT: token }, tool.tool.launchUrl);
  expect(first.status).toBe(200);
  expect(formsIn(first.html)[0]?.fields).toEqual([
    ['JWT', token],
    ['repost', 'true'],
  ]);
});

describe('what the recorded tool chose', () => {
  const added = ['single', 'window', 'minimal', 'link-item', 'multiple'];

  beforeAll(async () => {
    for (const name of added) {
      const chosen = await send(sentBack(`deep-linking-${name}`));
      expect(chosen.page.status).toBe(recordingOf(`deep-linking-${name}`).status);
      await chosen.submit({}, '/selections/');
    }
  });

  it.each(recordings.launches)('becomes the activity of $name', async ({ name, claims }) => {
    await launchAs(claims, {
      ...(name.includes('switched-to-student') && { role: 'participant' }),
      ...(name.includes('submission-review') && { review: 'student1' }),
    });
    expect(comparable(lastRequest(tool))).toEqual(comparable(claims));
  });

  it('takes an authentication request as a form, too: launch-login-form-post.3-launch', async () => {
    const browser = new Browser();
    await browser.post(`${lms.url}/sign-in`, { persona: 'student4' });
    const opening = await browser.get(`${lms.url}/launch/link-1`);
    const login = Object.fromEntries(formsIn(opening.html)[0]?.fields ?? []);
    const answer = await browser.post(
      lms.registration.authUrl,
      authenticationRequest(login, tool.tool.launchUrl),
    );
    const form = Object.fromEntries(formsIn(answer.html)[0]?.fields ?? []);
    const claims = jwt.decode(form['id_token'] ?? '') as jwt.JwtPayload;
    expect(comparable(claims)).toEqual(comparable(recordings.formPost.claims));
  });

  it('makes the platform look at each address, as in activity-save-get-target-link', () => {
    const probes = tool.calls.filter(({ method, path }) => method === 'GET' && path.includes('?'));
    expect(probes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/launch?m=1', '/launch?part=3']),
    );
    expect(probes[0]?.headers).toMatchObject({
      accept: '*/*',
      'user-agent': `MoodleBot/4.2 (+${lms.url})`,
    });
  });

  it('lets nobody take the role of a participant but those who may edit', async () => {
    await launch({ lmsUrl: lms.url, persona: 'teacher2', activity: 'link-1', role: 'participant' });
    expect(lastRequest(tool)[`${LTI}roles`]).toEqual([
      'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
    ]);
  });

  it('keeps line items with resourceId and tag, under the titles of the activities', async () => {
    const answer = await fetch(`${lms.url}/gradebook.json`);
    const { lineItems } = (await answer.json()) as { lineItems: object[] };
    const item = (label: string, scoreMaximum: number, resourceId: string, tag: string) =>
      expect.objectContaining({ label, scoreMaximum, resourceId, tag }) as object;
    expect(lineItems).toEqual([
      item('Module 1: Firearms basics', 10, 'mod-01', 'quiz'),
      item('Opens in a window', 50, '', ''),
      item('Part 1', 10, 'part-1', 't1'),
      item('Part 3', 30, 'part-3', 't3'),
    ]);
  });

  it('opens in a window where the tool asked for one', async () => {
    const { browser } = await choose();
    const page = await browser.get(`${lms.url}/activity/link-2`);
    expect(page.html).toContain('href="/launch/link-2?target=window"');
    expect(page.html).not.toContain('<iframe');
  });

  it('is added once', async () => {
    const chosen = await send(sentBack('deep-linking-link-item'));
    const form = formsIn(chosen.page.html)[0];
    await chosen.submit({}, '/selections/');
    const again = await chosen.browser.post(`${lms.url}${form?.action ?? ''}`, form?.fields ?? []);
    expect(again.status).toBe(404);
  });
});

describe('after a change of one setting of the tool or of the activity', () => {
  const ags = (...names: string[]): string[] =>
    names.map((name) => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`);
  const nrps = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
  interface State {
    tools: [{ shared: string; scopes: string[] }, ...{ clientId: string }[]];
    added: [{ sharesIdentity: boolean }, ...object[]];
    links: Record<string, string>;
    gradebook: { lineItems: [object, { id: number }] };
  }

  const changes: Readonly<Record<string, (state: State) => void>> = {
    'launch-privacy-delegated-off': ({ tools: [tool] }) => {
      tool.shared = 'delegated';
    },
    'launch-privacy-delegated-on': ({ tools: [tool], added: [activity] }) => {
      tool.shared = 'delegated';
      activity.sharesIdentity = true;
    },
    'launch-privacy-never': ({ tools: [tool] }) => {
      tool.shared = 'none';
    },
    'launch-grade-sync-only': ({ tools: [tool] }) => {
      tool.scopes = [...ags('lineitem.readonly', 'result.readonly', 'score'), nrps];
    },
    'launch-no-services': ({ tools: [tool] }) => {
      tool.scopes = [];
    },
    // Its column had been deleted, and made anew with the next free number.
    'launch-window-popup-blocked': ({ gradebook }) => {
      gradebook.lineItems[1].id = 9;
    },
  };

  /** Goes on in another platform, which begins with what this one keeps, changed. */
  async function inChanged(change: ((state: State) => void) | undefined, use: () => Promise<void>) {
    const before = [lms, stateFile] as const;
    const state = JSON.parse(readFileSync(stateFile, 'utf8')) as State;
    change?.(state);
    stateFile = path.join(folder, `${randomUUID()}.json`);
    writeFileSync(stateFile, JSON.stringify(state));
    lms = await startRecordedCourse(stateFile);
    try {
      await use();
    } finally {
      await lms.close();
      [lms, stateFile] = before;
    }
  }

  it.each(recordings.changed)('launches as in $name', async ({ name, claims }) => {
    await inChanged(changes[name], async () => {
      await launchAs(claims);
      expect(comparable(lastRequest(tool))).toEqual(comparable(claims));
    });
  });

  it('asks for content as in deep-linking-single', async () => {
    const withoutMemberships = ({ tools: [tool] }: State): void => {
      tool.scopes = ags('lineitem', 'lineitem.readonly', 'result.readonly', 'score');
    };
    await inChanged(withoutMemberships, async () => {
      await choose();
      expect(firstMessage?.name).toBe('deep-linking-single');
      expect(comparable(lastRequest(tool))).toEqual(comparable(firstMessage?.request ?? {}));
    });
  });

  it('launches as in launch-minimal-registration', async () => {
    const addActivity = ({ tools, added, links }: State): void => {
      const { clientId } = tools[1] ?? {};
      const url = new URL('/launch', tool.tool.launchUrl).href;
      const activity = { title: 'Minimal activity', section: 'General', courseId: '2', url };
      added.push({ ...activity, id: 'minimal', clientId });
      links['minimal'] = '8';
    };
    await inChanged(undefined, async () => {
      await register('registration-minimal', '2');
      await inChanged(addActivity, async () => {
        await launch({ lmsUrl: lms.url, persona: 'student1', activity: 'minimal' });
        expect(comparable(lastRequest(tool))).toEqual(comparable(recordings.minimal.claims));
      });
    });
  });
});

describe('a response with nothing to add', () => {
  const titles = async (): Promise<number> =>
    (await (await choose()).browser.get(`${lms.url}/course`)).html.split('/activity/').length;

  it.each([
    ['deep-linking-empty', 'Nothing was chosen'],
    ['deep-linking-error', 'The tool could not do it: Nothing could be chosen'],
  ])('%s', async (name, text) => {
    const before = await titles();
    const { page } = await send(sentBack(name));
    expect(page.status).toBe(recordingOf(name).status);
    expect(page.html).toContain(text);
    expect(page.html).not.toContain('/selections/');
    expect(await titles()).toBe(before);
  });

  it('deep-linking-bad-signature', async () => {
    const broken = (token: string): string => `${token.slice(0, -10)}AAAAAAAAAA`;
    const { page } = await send(sentBack('deep-linking-bad-signature'), broken);
    expect(page.status).toBe(recordingOf('deep-linking-bad-signature').status);
    expect(page.html).toContain('Exception - Signature verification failed');
  });

  it('shows what the tool says as text', async () => {
    const { page } = await send({
      ...items(),
      'https://purl.imsglobal.org/spec/lti-dl/claim/msg': '<b>Bye</b>',
    });
    expect(page.html).toContain('The tool says: &#60;b&#62;Bye');
  });

  it.each([
    ['of another tool', { iss: 'nobody' }, 'Consumer key is incorrect.'],
    ['that is too old', { exp: NOW.getTime() / 1000 - 1 }, 'Expired token'],
  ])('refuses a response %s', async (_what, claims, text) => {
    const { page } = await send({ ...items(), ...claims });
    expect(page.status).toBe(404);
    expect(page.html).toContain(text);
  });

  it('refuses an address that was given to somebody else', async () => {
    await choose();
    const url = returnUrl(tool).replace(/sesskey=[\w-]+/, 'sesskey=guessed');
    const { browser } = await choose();
    const { page } = await sendBack(browser, url, signResponse(tool, items(), NOW));
    expect(page.status).toBe(404);
  });
});
