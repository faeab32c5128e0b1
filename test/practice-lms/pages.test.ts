import { startPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import type { RunningPracticeLms } from '../../lti-tool/practice-lms/practice-lms';
import { Browser } from '../support/browser';
import { launch } from '../support/practice-client';
import { PRIVATE_KEY, startRecorderTool } from './recorder-tool';
import type { RecorderTool } from './recorder-tool';

let lms: RunningPracticeLms;
let tool: RecorderTool;
beforeAll(async () => {
  tool = await startRecorderTool(() => lms.registration.authUrl);
  lms = await startPracticeLms({
    port: 0,
    tool: tool.tool,
    privateKey: PRIVATE_KEY,
    activities: [
      { id: 'one', title: 'Risks <& rules>', section: 'Module 1', scoreMaximum: 10 },
      { id: 'two', title: 'Two', section: 'Module 2' },
    ],
  });
});
afterAll(async () => {
  tool.close();
  await lms.close();
});

async function signedIn(persona = 'asha'): Promise<Browser> {
  const browser = new Browser();
  await browser.post(`${lms.url}/sign-in`, { persona });
  return browser;
}

it.each(['/', '/course', '/activity/one', '/launch/one', '/gradebook', '/nowhere'])(
  'says at %s that it is for trying only',
  async (path) => {
    const page = await (await signedIn()).get(`${lms.url}${path}`);
    expect(page.html).toContain('Practice LMS – for trying the tool only');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  },
);

it.each(['/course', '/activity/one', '/launch/one', '/gradebook'])(
  'asks at %s who it is first',
  async (path) => {
    const page = await new Browser().get(`${lms.url}${path}`);
    expect(page.url).toBe(`${lms.url}/`);
    expect(page.html).toContain('Who do you want to be?');
  },
);

it('knows only its own people and activities', async () => {
  const browser = await signedIn();
  expect((await browser.post(`${lms.url}/sign-in`, { persona: 'nobody' })).status).toBe(400);
  expect((await browser.get(`${lms.url}/activity/nothing`)).status).toBe(404);
  expect((await browser.get(`${lms.url}/launch/nothing`)).status).toBe(404);
});

it('offers seven people, two of them no participants', async () => {
  const page = await new Browser().get(`${lms.url}/`);
  expect(page.html.match(/<button>Continue as /g)).toHaveLength(7);
  expect(page.html.match(/<p>Participant/g)).toHaveLength(5);
  expect(page.html).toContain('สมหญิง แสงทอง');
});

it('lists activities by section, escaped', async () => {
  const { html } = await (await signedIn()).get(`${lms.url}/course`);
  expect(html).toMatch(/<h2>Module 1<\/h2>.*Risks &#60;&#38; rules&#62;.*<h2>Module 2<\/h2>/s);
  expect(html).not.toContain('<& rules>');
});

it('shows the activity in a frame and in a window', async () => {
  const { html } = await (await signedIn()).get(`${lms.url}/activity/two`);
  expect(html).toContain('<iframe src="/launch/two?target=iframe" title="Two"');
  expect(html).toContain('<a href="/launch/two?target=window" target="_blank">');
});

it('opens an activity without scripts by a button', async () => {
  const { html } = await (await signedIn()).get(`${lms.url}/launch/one`);
  expect(html).toContain('<button>Continue</button>');
  expect(html).not.toMatch(/<script(?! src=)/);
});

describe('the client of the journey tests', () => {
  it('keeps the cookies of the tool and says where a form came from', async () => {
    const visit = await launch({ lmsUrl: lms.url, persona: 'asha', activity: 'one' });
    const answer = await visit.submit({ answer: 'b & c' });
    expect(JSON.parse(answer.html)).toEqual({
      token: 'a&b',
      answer: 'b & c',
      origin: new URL(tool.tool.launchUrl).origin,
    });
    await visit.get('/a/one');
    expect(visit.page.html).toContain('recorder-session=open');
  });

  it('posts nothing but what it is given with postForm', async () => {
    const visit = await launch({ lmsUrl: lms.url, persona: 'asha', activity: 'one' });
    const answer = await visit.postForm('/a/one/answers', { only: 'this' });
    expect(JSON.parse(answer.html)).toMatchObject({ only: 'this' });
    expect(answer.html).not.toContain('token');
  });

  it('tells which page had no form', async () => {
    await expect(launch({ lmsUrl: lms.url, persona: 'asha', activity: 'nothing' })).rejects.toThrow(
      /\/launch\/nothing\?target=iframe \(404\) has no form with the field iss/,
    );
  });
});
