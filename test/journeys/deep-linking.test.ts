import { createHash } from 'node:crypto';
import type { Page } from '../support/browser';
import { answerIn, DL, openDialogue } from '../support/deep-linking';
import { formsIn } from '../support/html-forms';
import { launch, openChooser, returnContent, type Visit } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';
import { registerPlatform, signedLaunch, type SignedVisit } from '../support/signed-launch';
import { LEARNER, startTestPlatform, type TestPlatform } from '../lti/support/test-platform';

/** Teachers choose activities for their course: from the request to the platform's answer. */
let running: RunningTool;
let platform: TestPlatform;
beforeAll(async () => {
  [running, platform] = await Promise.all([startTool(), startTestPlatform()]);
  await registerPlatform(running, platform, ['deployment-1']);
}, 60_000);
afterAll(async () => {
  await running.close();
  await platform.close();
});

const DESIGNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#ContentDeveloper';

type Fields = readonly (readonly [string, string])[];

/** Posts the form with what a person ticks or presses, as often as asked. */
function send(visit: SignedVisit, page: Page, ...fields: Fields): Promise<Page> {
  const form = formsIn(page.html).at(-1);
  return visit.browser.post(page.url, [...(form?.fields ?? []), ...fields]);
}

const dialogue = (settings = {}, who = {}) => openDialogue(running, platform, settings, who);

test('who chooses nothing is asked again, and the request still waits', async () => {
  const { visit, page } = await dialogue();
  const again = await send(visit, page);
  expect(again.status).toBe(400);
  expect(again.html).toContain('Choose at least one activity.');
  const { items } = answerIn(await send(visit, again, ['activity', 'progress']));
  expect(items.map(({ title }) => title)).toEqual(['My progress']);
});

test('who cancels sends an empty answer, with data and a message', async () => {
  const { visit, page } = await dialogue({ data: 'D' });
  const ticked = [['activity', 'progress'] as const, ['cancel', 'yes'] as const];
  const { claims, items } = answerIn(await send(visit, page, ...ticked));
  expect(items).toEqual([]);
  expect(claims).toMatchObject({ [`${DL}data`]: 'D', [`${DL}msg`]: 'Nothing was added.' });
  expect(claims).not.toHaveProperty([`${DL}errormsg`]);
});

test('a place that takes no activities is explained, and gets an error message', async () => {
  const { visit, page } = await dialogue({ accept_types: ['file', 'html'], data: 'D' });
  expect(page.status).toBe(200);
  expect(page.html).toContain('Nothing can be added here');
  const { claims, items } = answerIn(await send(visit, page, ['everything', 'yes']));
  expect(items).toEqual([]);
  expect(claims).toMatchObject({
    [`${DL}data`]: 'D',
    [`${DL}errormsg`]: 'This place of the course takes no activities of the training.',
    [`${DL}errorlog`]: 'accept_types does not hold ltiResourceLink',
  });
});

test('a platform that takes one item is offered one, and gets no more', async () => {
  const { visit, page } = await dialogue({ accept_multiple: false });
  expect(page.html).not.toContain('type="checkbox"');
  expect(page.html).not.toContain('Add everything');
  const two = [['activity', 'progress'] as const, ['activity', 'certificate'] as const];
  const refused = await send(visit, page, ...two);
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('takes one activity. Choose only one.');
  expect((await send(visit, page, ['everything', 'yes'])).status).toBe(400);
  const { items } = answerIn(await send(visit, page, ['activity', 'm01-test']));
  expect(items).toHaveLength(1);
});

test('line items and hints only where the platform takes them', async () => {
  const bare = { accept_lineitem: false, accept_presentation_document_targets: ['embed'] };
  const { visit, page } = await dialogue(bare);
  const [item] = answerIn(await send(visit, page, ['activity', 'm01-test'])).items;
  expect(Object.keys(item ?? {})).toEqual(['type', 'title', 'text', 'url']);
});

test('a request is answered once, even when two answers come at the same time', async () => {
  const { visit, page } = await dialogue();
  const pages = await Promise.all(
    [1, 2, 3].map(() => send(visit, page, ['activity', 'certificate'])),
  );
  expect(pages.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const later = await visit.get('/deep-linking');
  expect(later.status).toBe(409);
  expect(later.html).toContain('Your choice was already sent to the course');
});

test('only the page with the answer may post elsewhere, and only there', async () => {
  const { visit, page } = await dialogue();
  const policyOf = ({ headers }: Page) => headers.get('content-security-policy') ?? '';
  expect(policyOf(page)).toMatch(/form-action 'self';/);
  const answer = await send(visit, page, ['activity', 'certificate']);
  expect(policyOf(answer)).toContain("form-action 'self' https://platform.example;");
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('markup from a platform stays text', async () => {
  const url = `${platform.issuer}/return?a="><script>alert(1)</script>`;
  const { visit, page } = await dialogue({ deep_link_return_url: url, data: '"><b>' });
  const answer = await send(visit, page, ['activity', 'certificate']);
  expect(answer.html).not.toContain('<script>alert');
  expect(answerIn(answer).action).toBe(url);
});

test('a participant cannot open the dialogue, and is not even enrolled by trying', async () => {
  const { visit, page } = await dialogue({}, { roles: [LEARNER], subject: 'curious' });
  expect(page.status).toBe(403);
  expect(page.html).toContain('Only facilitators and course designers can add');
  expect((await visit.get('/deep-linking')).status).toBe(401);
});

test('a course designer adds activities, and sees nobody else’s record', async () => {
  const who = { roles: [DESIGNER], subject: 'designer' };
  const { visit, page } = await dialogue({}, who);
  expect(page.status).toBe(200);
  for (const path of ['/roster', '/scores', '/certificates', '/edition', '/admin']) {
    expect([path, (await visit.get(path)).status]).toEqual([path, 403]);
  }
  const { items } = answerIn(await send(visit, page, ['activity', 'progress']));
  expect(items).toHaveLength(1);

  const { visit: opened } = await signedLaunch(running, platform, who);
  expect((await opened.get('/deep-linking')).status).toBe(403);
});

test('a launch of an activity opens no dialogue, whoever it is', async () => {
  const { visit } = await signedLaunch(running, platform, {
    roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
  });
  const page = await visit.get('/deep-linking');
  expect(page.status).toBe(404);
  expect(page.html).toContain('Activities are added from inside a course');
});

test('a form of another visit sends nothing', async () => {
  const [mine, other] = [await dialogue(), await dialogue({}, { subject: 'other' })];
  const refused = await send(mine.visit, other.page, ['activity', 'certificate']);
  expect(refused.status).toBe(403);
  expect(refused.html).not.toContain('name="JWT"');
});

test('nothing of the request and no token is logged', async () => {
  const data = createHash('sha256').update('secret').digest('hex');
  const { visit, page } = await dialogue({ data });
  const { jwt } = answerIn(await send(visit, page, ['activity', 'certificate']));
  const log = running.log.join('\n');
  expect(log).not.toContain(data);
  expect(log).not.toContain(jwt.slice(-40));
  expect(log).not.toContain('sesskey');
});

describe.each(['moodle', 'canvas'] as const)('with the practice LMS as %s', (mode) => {
  let lms: RunningTool;
  beforeAll(async () => {
    lms = await startTool({ mode });
  }, 60_000);
  afterAll(() => lms.close());

  /** Everything that the course had is there already: the new activities come after it. */
  const newest = (page: Page): string =>
    [...page.html.matchAll(/href="\/activity\/([^"?]+)/g)].at(-1)?.[1] ?? '';

  const chosen = async (fields: Fields): Promise<Visit> => {
    const placement = mode === 'canvas' ? 'module_index_menu_modal' : '';
    const chooser = await openChooser({ lmsUrl: lms.lms.url, placement });
    const form = formsIn(chooser.page.html).at(-1);
    await chooser.postForm('/deep-linking', [...(form?.fields ?? []), ...fields]);
    const returned = await returnContent(chooser);
    return returned;
  };

  test('a self-assessment is added, and launches', async () => {
    const returned = await chosen([['activity', 'm01-test']]);
    expect(returned.page.html).toContain('Self-assessment');
    await returned.submit({}, '/selections');
    const id = newest(returned.page);
    const visit = await launch({ lmsUrl: lms.lms.url, persona: 'asha', activity: id });
    expect(visit.path).toBe('/a/m01-test');
  });

  test('everything is added', async () => {
    const returned = await chosen([['everything', 'yes']]);
    const count = lms.tool.programme.activities.size + 2;
    expect(returned.page.html).toContain(`${count} activities of the training added.`);
    expect(returned.page.html.match(/<th scope="row">/g)).toHaveLength(count);
  });

  test('who cancels is told that nothing was chosen', async () => {
    const { page } = await chosen([['cancel', 'yes']]);
    expect(page.html).toContain('Nothing was chosen');
  });
});
