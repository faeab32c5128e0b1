import recordings from '../fixtures/moodle-services/browser-messages.json';
import { Browser } from '../support/browser';
import { formsIn } from '../support/html-forms';
import type { HtmlForm } from '../support/html-forms';
import { authenticationRequest } from './authentication-request';
import { rawCall } from './raw-call';
import { RECORDED_PEOPLE, startRecordedPlatform } from './recorded-platform';
import type { RecordedPlatform } from './recorded-platform';

let platform: RecordedPlatform;
beforeAll(async () => {
  platform = await startRecordedPlatform();
});
afterAll(() => platform.close());

/** The form of the page that begins a launch. @param userId of the person who opens it. */
async function begin(userId: string, activity: string, browser = new Browser()) {
  const persona = RECORDED_PEOPLE.find(({ id }) => id === userId)?.handle ?? '';
  await browser.post(`${platform.lms.url}/sign-in`, { persona });
  const page = await browser.get(`${platform.lms.url}/launch/${activity}`);
  return onlyForm(page.html);
}

function onlyForm(html: string): Pick<HtmlForm, 'action' | 'fields'> {
  const [form, ...others] = formsIn(html);
  if (!form || others.length > 0) throw new Error(`Not one form: ${html}`);
  return { action: form.action, fields: form.fields };
}

/** The recorded tool's addresses and client id in place of ours; ids of launches are random. */
function comparable(value: unknown): unknown {
  const { tool, lms } = platform;
  const text = JSON.stringify(value)
    .replaceAll(tool.tool.loginUrl, 'http://tool.example/login')
    .replaceAll(tool.tool.launchUrl, 'http://tool.example/launch')
    .replaceAll(lms.registration.clientId, 'd9m4B4sB0aIZ23V')
    .replace(/ltilaunch(\d+)_\d+/, 'ltilaunch$1_N');
  return JSON.parse(text);
}

describe('what begins a launch', () => {
  it.each(recordings.logins)('$name', async ({ form }) => {
    const { cmid } = JSON.parse(form.lti_message_hint) as { cmid: number };
    const activity = cmid === 2 ? 'mod-01' : 'window';
    const isReview = form.target_link_uri.includes('review');
    const { fields } = await begin(
      form.login_hint,
      `${activity}${isReview ? '?review=student1' : ''}`,
    );
    expect(comparable(Object.fromEntries(fields))).toEqual(comparable(form));
  });

  it('page-launch', async () => {
    const form = await begin('5', 'mod-01');
    expect(comparable(form)).toEqual(comparable(recordings['page-launch']));
  });

  it('page-auth', async () => {
    const browser = new Browser();
    const { fields } = await begin('5', 'mod-01', browser);
    const login = Object.fromEntries(fields);
    const { fields: recorded } = recordings['page-auth'];
    const state = recorded.find(([name]) => name === 'state')?.[1];
    const request = new URLSearchParams(
      authenticationRequest(login, platform.tool.tool.launchUrl, state),
    );
    const page = await browser.get(`${platform.lms.url}/mod/lti/auth.php?${request.toString()}`);
    const ours = onlyForm(page.html);
    const withoutToken = ours.fields.map(([name, value]) => [
      name,
      name === 'id_token' ? 'ID_TOKEN' : value,
    ]);
    expect(comparable({ ...ours, fields: withoutToken })).toEqual(recordings['page-auth']);
  });
});

describe('what a request gets that has no cookie', () => {
  it.each(recordings.pages)('$name', async ({ method, path, body, answer }) => {
    const ours = await rawCall(`${platform.lms.url}${path}`, {
      method,
      headers: {
        Origin: 'http://tool.example',
        ...(body && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      },
      body: body || undefined,
    });
    expect({
      status: ours.status,
      contentType: ours.headers['content-type'],
      form: onlyForm(ours.body),
    }).toEqual(answer);
  });
});

describe('keys', () => {
  it('platform-jwks', async () => {
    const { contentType, body } = recordings['platform-jwks'];
    const ours = await rawCall(`${platform.lms.url}/mod/lti/certs.php`, { method: 'GET' });
    const withoutKey = (text: string): string => text.replace(/("(?:n|kid)": )"[^"]+"/g, '$1KEY');
    expect(ours.headers['content-type']).toBe(contentType);
    expect(withoutKey(ours.body)).toBe(withoutKey(body));
  });

  it('tool-jwks-fetch', () => {
    const fetches = platform.tool.calls.filter(({ path }) => path === '/lti/keys');
    expect(fetches[0]?.headers).toMatchObject(recordings['tool-jwks-fetch']);
  });
});
