import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadProgramme } from '../../lti-tool/content/load';
import { ContentError } from '../../lti-tool/content/problem';
import { startTestPlatform, type TestPlatform } from '../lti/support/test-platform';
import { rightAnswers } from '../support/answers';
import { Browser, type Fields, type Page } from '../support/browser';
import { launch } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { registerPlatform, signedLaunch, type SignedVisit } from '../support/signed-launch';
import { hiddenFields } from '../support/training';

jest.setTimeout(60_000);

/** What is wrong in a request carries this, so that an echo of it is seen. */
const ECHO = 'zzechozz';

let running: RunningTool;
let platform: TestPlatform;
let visit: SignedVisit;
beforeAll(async () => {
  running = await startTool();
  platform = await startTestPlatform();
  await registerPlatform(running, platform, ['deployment-1']);
  visit = (await signedLaunch(running, platform)).visit;
});
afterAll(async () => {
  await running.close();
  await platform.close();
});

/** The page says what happened, what to do, and nothing of our insides or of the request. */
function expectExplained(page: Page, status: number, title: string): void {
  expect({ status: page.status, title: /<h1>(.*?)<\/h1>/.exec(page.html)?.[1] }).toEqual({
    status,
    title,
  });
  expect(/<p class="lead">(.*?)<\/p>/.exec(page.html)?.[1]).toMatch(/^[A-Z].{30,}\.$/);
  expect(page.html).toMatch(/give this reference: <code>[0-9a-f-]{36}<\/code>/);
  expect(page.html).not.toMatch(/\bat .+:\d+:\d+|node_modules|\b\w*Error:|\.ts\b/);
  expect(page.html).not.toContain(ECHO);
}

/** Signs ID tokens that differ from what a launch would say. */
function signing(change: (claims: Readonly<Record<string, unknown>>) => object): TestPlatform {
  return { ...platform, signIdToken: (claims) => platform.signIdToken({ ...change(claims) }) };
}

test('an expired launch', async () => {
  const hourAgo = Math.floor(Date.now() / 1000) - 3_600;
  const late = signing((claims) => ({ ...claims, iat: hourAgo, exp: hourAgo + 60 }));
  const { page } = await signedLaunch(running, late, { subject: ECHO });
  expectExplained(page, 401, 'This took too long');
});

test('a deployment that is not registered', async () => {
  const { page } = await signedLaunch(running, platform, { deployment: ECHO });
  expectExplained(page, 403, 'This course’s connection to the training is not known here');
});

test('a browser that keeps no cookies of the tool', async () => {
  class Cookieless extends Browser {
    override post(...[url, ...rest]: Parameters<Browser['post']>): Promise<Page> {
      return url === `${running.url}/lti/launch`
        ? new Browser().post(url, ...rest)
        : super.post(url, ...rest);
    }
  }
  const { page } = await launch({
    lmsUrl: running.lms.url,
    persona: 'asha',
    activity: 'm01-r1',
    browser: new Cookieless(),
  });
  expectExplained(page, 401, 'Your browser did not keep a cookie that is needed here');
  expect(page.html).toContain('Open the activity in a new window');
});

test('a visit whose cookie is gone', async () => {
  const page = await new Browser().get(`${running.url}/a/m01-r1`);
  expectExplained(page, 401, 'Please open the activity from your course again');
});

describe('an activity that the training does not have', () => {
  test('launched', async () => {
    const { page } = await signedLaunch(running, platform, { activity: ECHO });
    const title = 'This link leads to an activity that the training does not have';
    expectExplained(page, 404, title);
  });

  test.each(['', '/confirm', '/attempts/1', '/roster'])('opened: /a/…%s', async (below) => {
    const page = await visit.get(`/a/${ECHO}${below}`);
    expectExplained(page, 404, 'This training has no such activity');
  });
});

test('a submission sent twice is one, and both times the result is shown', async () => {
  const { assessment } = running.tool.programme.modules[0] ?? {};
  if (!assessment) throw new Error('the programme has no module');
  const address = `${running.url}/a/${assessment.id}`;
  const { browser } = visit;
  const form = await browser.post(`${address}/start`, { formToken: await visit.formToken() });
  const answers = [...hiddenFields(form.html), ...rightAnswers(assessment)];
  const submit = (): Promise<Page> => browser.post(`${address}/submit`, answers);
  const pages = [...(await Promise.all([submit(), submit()])), await submit()];
  for (const page of pages) {
    expect([page.status, page.url]).toEqual([200, `${address}/attempts/1`]);
    const all = assessment.items.length;
    expect(page.html).toContain(`You answered ${all} of ${all} questions right`);
  }
  expect((await visit.get(`/a/${assessment.id}/attempts/2`)).status).toBe(404);
  expect((await visit.get(`/a/${assessment.id}`)).html).toContain('attempts/1');
});

test('a launch sent twice opens once: for this browser its activity, for another one nothing', async () => {
  const sent: Fields[] = [];
  class Remembering extends Browser {
    override post(...[url, fields, from]: Parameters<Browser['post']>): Promise<Page> {
      if (url === `${running.url}/lti/launch`) sent.push(fields);
      return super.post(url, fields, from);
    }
  }
  const browser = new Remembering();
  await launch({ lmsUrl: running.lms.url, persona: 'asha', activity: 'm01-r1', browser });
  const [fields = {}] = sent;
  const sendTo = (one: Browser): Promise<Page> =>
    one.post(`${running.url}/lti/launch`, fields, running.lms.url);
  const again = await sendTo(browser);
  expect([again.status, again.url]).toEqual([200, `${running.url}/a/m01-r1`]);
  expectExplained(
    await sendTo(new Browser()),
    401,
    'Your browser did not keep a cookie that is needed here',
  );
});

test('a body that is too large', async () => {
  const page = await visit.post('/a/m01-test/answers', {
    formToken: 'x',
    text: ECHO.repeat(30_000),
  });
  expectExplained(page, 413, 'That was too much to take in at once');
  const message = await visit.post('/lti/launch', { id_token: ECHO.repeat(40_000) });
  expectExplained(message, 413, 'The message from the learning platform is too long');
});

describe('a wrong method', () => {
  const cookie = (): string => visit.browser.cookie(running.url, 'launch-session') ?? '';

  async function send(method: string, address: string): Promise<Page & { allow: string | null }> {
    const response = await fetch(`${running.url}${address}`, {
      method,
      headers: { Cookie: `launch-session=${cookie()}`, Accept: 'text/html' },
    });
    const { status, headers } = response;
    return { url: '', status, headers, allow: headers.get('allow'), html: await response.text() };
  }

  test.each([
    ['PUT', '/a/m01-r1', 'GET, HEAD'],
    ['POST', '/a/progress', 'GET, HEAD'],
    ['GET', '/a/m01-test/submit', 'POST'],
    ['DELETE', '/programme', 'GET, HEAD'],
    ['OPTIONS', '/', 'GET, HEAD'],
  ])('%s %s', async (method, address, allow) => {
    const page = await send(method, address);
    expectExplained(page, 405, 'This address cannot be used in that way');
    expect(page.allow).toBe(allow);
  });

  test('at an address of the platform', async () => {
    expectExplained(await send('PUT', '/lti/launch'), 405, 'This address does not work that way');
  });
});

describe('addresses and bodies that cannot be read', () => {
  test.each(['/a/%E0%A4%A', '/verify/%FF'])('%s', async (address) => {
    const page = await visit.get(address);
    expectExplained(page, 400, 'The request could not be understood');
  });

  test('a launch that is none', async () => {
    for (const fields of [
      { id_token: ECHO },
      { id_token: ECHO, state: `${ECHO}${'x'.repeat(40)}` },
    ]) {
      const page = await visit.browser.post(`${running.url}/lti/launch`, fields);
      expect([400, 401]).toContain(page.status);
      expectExplained(page, page.status, /<h1>(.*?)<\/h1>/.exec(page.html)?.[1] ?? '');
    }
  });
});

describe('broken content stops the start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'content-'));
    cpSync(path.join(__dirname, '../../course-content'), folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function breakFile(file: string, change: (text: string) => string): void {
    const whole = path.join(folder, file);
    const text = readFileSync(whole, 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`nothing was broken in ${file}`);
    writeFileSync(whole, changed);
  }
  function problems(): string {
    try {
      loadProgramme(folder);
      return 'none';
    } catch (error) {
      if (error instanceof ContentError) return error.message;
      throw error;
    }
  }

  test('as it stands it is whole', () => {
    expect(problems()).toBe('none');
  });

  test('with the file, the place and the problem of each mistake, all at once', () => {
    breakFile('programme.yaml', (text) => `${text}\n  - [never: closed`);
    breakFile('modules/01-organized-crime-and-you/assessment.yaml', (text) =>
      text.replace(/^(\s*)-? ?stem:.*$/m, '$1wrong: x'),
    );
    rmSync(path.join(folder, 'modules/02-the-convention/module.yaml'));
    const said = problems();
    expect(said).toContain(`The content in ${folder} cannot be used:`);
    expect(said).toMatch(/^ {2}programme\.yaml: line \d+.*: .+$/m);
    expect(said).toMatch(/^ {2}modules\/01-organized-crime-and-you\/assessment\.yaml: .+: .+$/m);
    expect(said).toContain('  modules/02-the-convention/module.yaml: does not exist');
    expect(said).not.toMatch(/^\s+at /m);
  });
});
