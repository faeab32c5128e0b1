import { runInNewContext } from 'node:vm';
import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import configuration from '../fixtures/moodle-registration/messages.json';
import recordings from '../fixtures/moodle-services/registrations.json';
import { openTools } from '../support/practice-client';
import type { Visit } from '../support/practice-client';
import { rawCall } from './raw-call';
import type { RawAnswer } from './raw-call';
import { PRIVATE_KEY } from './recorder-tool';
import { beginRegistration } from './registering';

const MOODLE = 'http://moodle.example';
const ENDPOINT = '/mod/lti/openid-registration.php';
const FULL = recordings.find(({ name }) => name === 'registration-full');

let lms: RunningPracticeLms;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-24T20:50:24Z');
  lms = await startPracticeLms({
    port: 0,
    privateKey: PRIVATE_KEY,
    activities: [],
    now: () => now,
  });
  lms.connect({ baseUrl: MOODLE });
});
afterEach(() => lms.close());

function register(
  token: string | undefined,
  body: unknown = FULL?.body,
  method = 'POST',
): Promise<RawAnswer> {
  return rawCall(`${lms.url}${ENDPOINT}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: method === 'POST' ? JSON.stringify(body) : undefined,
  });
}

const begin = async (): Promise<string> =>
  (await beginRegistration(lms.url, 'http://tool.example/register')).token;

it('opens the link of the tool in a frame, as in registration-initiation, after its own parameters', async () => {
  const { address, page } = await beginRegistration(lms.url, 'http://tool.example/register?a=b');
  expect(address.origin + address.pathname).toBe('http://tool.example/register');
  expect([...address.searchParams.keys()]).toEqual([
    'a',
    'openid_configuration',
    'registration_token',
  ]);
  expect(address.searchParams.get('openid_configuration')).toBe(
    `${MOODLE}/mod/lti/openid-configuration.php`,
  );
  expect(page.headers.get('content-security-policy')).toContain('frame-src http://tool.example');
});

it('describes itself as in openid-configuration', async () => {
  const answer = await rawCall(`${lms.url}/mod/lti/openid-configuration.php`, { method: 'GET' });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.body).toBe(JSON.stringify(configuration.configuration, null, 4));
});

describe('registrations compared with those that Moodle answered', () => {
  it.each(recordings)('$name', async (recording) => {
    if (recording.name === 'registration-minimal') await register(await begin());
    const token = {
      none: () => undefined,
      malformed: () => 'abc.def.ghi',
      fresh: begin,
      used: async () => {
        const spent = await begin();
        expect((await register(spent)).status).toBe(200);
        return spent;
      },
    }[recording.token as 'none' | 'malformed' | 'fresh' | 'used'];
    const ours = await register(await token(), recording.body, recording.method);
    expect({
      status: ours.status,
      reason: ours.reason,
      contentType: ours.headers['content-type'],
      body: comparable(ours),
    }).toEqual({ ...recording.answer, body: withoutClientId(recording.answer.body) });
  });
});

/** HTML pages differ and are not compared; client ids are made anew. */
function comparable({ headers, body }: RawAnswer): unknown {
  if (body.startsWith('<')) return '';
  const isJson = String(headers['content-type']).startsWith('application/json');
  return withoutClientId(isJson ? JSON.parse(body) : body);
}

function withoutClientId(body: unknown): unknown {
  return typeof body === 'object' ? { ...body, client_id: 'a client id' } : body;
}

it('gives every tool the client id of its token, and a deployment of its own', async () => {
  const ids = [];
  for (const token of [await begin(), await begin()]) {
    const { body } = await register(token);
    const answer = JSON.parse(body) as Record<string, { deployment_id: string }>;
    const tool = answer['https://purl.imsglobal.org/spec/lti-tool-configuration'];
    const [, payload = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string };
    expect(answer['client_id']).toBe(claims.sub);
    ids.push([answer['client_id'], tool?.deployment_id]);
  }
  expect(ids.map(([, deployment]) => deployment)).toEqual(['1', '2']);
  expect(ids[0]?.[0]).not.toBe(ids[1]?.[0]);
});

it('lets a token end after an hour', async () => {
  const token = await begin();
  now = new Date('2026-11-24T21:50:25Z');
  expect((await register(token)).status).toBe(404);
});

it('takes no other token of this platform for one', async () => {
  const { status } = await register(lms.registration.clientId);
  expect(status).toBe(404);
});

describe('a tool that has registered', () => {
  let tools: Visit;
  beforeEach(async () => {
    await register(await begin());
    tools = await openTools(lms.url);
  });

  it('is pending until an administrator activates it', async () => {
    expect(tools.page.html).toMatch(/<h3>Recorder tool<\/h3>.*<dd>Pending<\/dd>/s);
    const active = await tools.submit({}, '/activate');
    expect(active.html).toMatch(/<h3>Recorder tool<\/h3>.*<dd>Active<\/dd>/s);
    expect(active.html).not.toContain('/activate');
  });

  it('is offered in a course only then', async () => {
    const course = (): Promise<string> =>
      tools.browser.get(`${lms.url}/course`).then(({ html }) => html);
    expect(await course()).not.toContain('Select content: Recorder tool');
    await tools.submit({}, '/activate');
    expect(await course()).toContain('Select content: Recorder tool');
  });
});

it('asks again for something that is no link', async () => {
  const tools = await openTools(lms.url);
  const page = await tools.submit({ registration_url: 'javascript:alert(1)' }, '/tools');
  expect(page.status).toBe(400);
  expect(page.html).toContain('Enter the whole link');
  expect(page.html).not.toContain('<iframe');
});

it.each(['dewi', 'asha'])('lets nobody but an administrator see the tools: %s', async (persona) => {
  const { browser } = await openTools(lms.url);
  await browser.post(`${lms.url}/sign-in`, { persona });
  expect((await browser.get(`${lms.url}/tools`)).status).toBe(403);
});

it('takes no form from another site', async () => {
  const { browser } = await openTools(lms.url);
  const fields = { registration_url: 'http://tool.example/register', sesskey: 'guessed' };
  expect((await browser.post(`${lms.url}/tools`, fields)).status).toBe(403);
});

describe('the page on which a tool registers', () => {
  /** @returns where the page goes when it gets a message. */
  async function goesTo(data: unknown, isFromTool = true): Promise<string | undefined> {
    const script = await (await fetch(`${lms.url}/registration.js`)).text();
    const contentWindow = {};
    let gone: string | undefined;
    let listener: (event: object) => void = () => undefined;
    runInNewContext(script, {
      document: { querySelector: () => ({ contentWindow }) },
      location: { assign: (address: string) => (gone = address) },
      addEventListener: (_type: string, added: typeof listener) => (listener = added),
    });
    listener({ data, source: isFromTool ? contentWindow : {} });
    return gone;
  }

  it('shows the tools when the tool says that it is done', async () => {
    expect(await goesTo({ subject: 'org.imsglobal.lti.close' })).toBe('/tools');
  });

  it('stays for anything else, and for anybody else', async () => {
    expect(await goesTo({ subject: 'lti.frameResize' })).toBeUndefined();
    expect(await goesTo(null)).toBeUndefined();
    expect(await goesTo({ subject: 'org.imsglobal.lti.close' }, false)).toBeUndefined();
  });
});
