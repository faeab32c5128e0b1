import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { createLaunchService } from '../../../lti-tool/features/launch/service';
import { AGS_SCOPE, type Launch } from '../../../lti-tool/lti/port';
import { sessionKey } from '../../../lti-tool/web/visit';
import { openWorld, type World } from '../../support/world';

const BASE_URL = 'https://training.example.org';
const HOUR = 3_600_000;
const COLUMN = 'https://platform.example/columns/1';
const COLUMNS = 'https://platform.example/columns';

let world: World;
let service: ReturnType<typeof createLaunchService>;
let context: string;
let isEditionOpen = false;
beforeAll(async () => {
  world = await openWorld();
  service = createLaunchService({
    baseUrl: BASE_URL,
    isActivity: (id) => ['m01-r1', 'progress'].includes(id),
    isEditionOpen: () => Promise.resolve(isEditionOpen),
    ...world.repositories,
    marked: (enrolment) => enrolment,
    scoresDue: world.scoresDue,
    now: world.now,
  });
});
afterAll(() => world.close());
beforeEach(() => {
  context = `context ${Math.random()}`;
});

const key = () => ({
  registrationId: 'registration',
  deploymentId: 'deployment',
  contextId: context,
});
const launchOf = (fields: Partial<Launch> = {}): Launch => ({
  messageType: 'LtiResourceLinkRequest',
  registrationId: 'registration',
  issuer: 'https://platform.example',
  clientId: 'client',
  deploymentId: 'deployment',
  targetLinkUri: `${BASE_URL}/a/m01-r1`,
  subject: 'person',
  role: 'participant',
  context: { id: context },
  resourceLink: { id: 'link' },
  ...fields,
});
const graded = (fields: Partial<Launch> = {}): Launch =>
  launchOf({ ags: { scopes: [AGS_SCOPE.score], lineItem: COLUMN, lineItems: COLUMNS }, ...fields });
const record = () => world.repositories.contextRecords.find(key());
const enrolment = async (): Promise<Enrolment> => {
  const found = await world.repositories.enrolments.find({ ...key(), subject: 'person' });
  if (!found) throw new Error('nobody was enrolled');
  return found;
};

describe('the target', () => {
  test.each([
    ['/a/m01-r1', '/a/m01-r1'],
    ['/a/m01-r1?page=3#x', '/a/m01-r1'],
    ['/a/progress', '/a/progress'],
    ['', '/a/progress'],
    ['/', '/a/progress'],
    ['/lti/launch', '/a/progress'],
  ])('%s opens %s', async (target, opened) => {
    const begun = await service.begin(launchOf({ targetLinkUri: `${BASE_URL}${target}` }), 'login');
    expect(begun.path).toBe(opened);
  });

  test.each([
    `${BASE_URL}/a/m99-r1`,
    `${BASE_URL}/a/__proto__`,
    `${BASE_URL}/a/constructor`,
    `${BASE_URL}/a/m01-r1/confirm`,
    `${BASE_URL}/a/M01-R1`,
    `${BASE_URL}//evil.example/a/m01-r1`,
    `${BASE_URL}/scores`,
    'https://evil.example/a/m01-r1',
    `${BASE_URL}:444/a/m01-r1`,
    `${BASE_URL}.evil.example/a/m01-r1`,
    `https://training.example.org@evil.example/`,
    'http://training.example.org/a/m01-r1',
    'javascript:alert(1)',
  ])('%s is refused, and nobody is enrolled', async (targetLinkUri) => {
    await expect(service.begin(launchOf({ targetLinkUri }), 'login')).rejects.toMatchObject({
      id: 'launch-target-unknown',
      status: 404,
    });
    await expect(enrolment()).rejects.toThrow('nobody was enrolled');
    expect(await record()).toBeUndefined();
  });
});

describe('a course of which nobody has said which edition it follows', () => {
  beforeEach(() => {
    isEditionOpen = true;
  });
  afterEach(() => {
    isEditionOpen = false;
  });

  test.each(['facilitator', 'administrator'] as const)('a %s is asked first', async (role) => {
    const { path, session } = await service.begin(launchOf({ role }), 'login');
    expect([path, session.path]).toEqual(['/edition', '/a/m01-r1']);
  });

  test('a participant never waits', async () => {
    expect((await service.begin(launchOf(), 'login')).path).toBe('/a/m01-r1');
  });

  test('who only chooses activities for it is not asked', async () => {
    const { registrationId, deploymentId, context: course } = launchOf();
    const begun = await service.begin(
      {
        messageType: 'LtiDeepLinkingRequest',
        registrationId,
        deploymentId,
        context: course,
        issuer: 'https://platform.example',
        clientId: 'client',
        targetLinkUri: BASE_URL,
        subject: 'person',
        role: 'facilitator',
        deepLinking: {
          returnUrl: 'https://platform.example/return',
          takesLinks: true,
          takesSeveral: true,
          takesLineItems: true,
          targets: [],
        },
      },
      'login',
    );
    expect(begun.path).toBe('/deep-linking');
  });
});

describe('the session', () => {
  test('is found by the value that the browser gets, until it expires', async () => {
    const begun = await service.begin(
      launchOf({
        role: 'facilitator',
        locale: 'en',
        returnUrl: 'https://platform.example/back',
        platformName: 'Our Moodle',
        context: { id: context, title: 'Asia 2026' },
      }),
      'login',
    );
    expect(begun.session.expiresAt).toEqual(new Date(world.now().getTime() + 10 * HOUR));
    const id = sessionKey(begun.sessionValue);
    const { id: enrolmentId } = await enrolment();
    expect(await world.repositories.launchSessions.get(id)).toMatchObject({
      ...key(),
      enrolmentId,
      role: 'facilitator',
      locale: 'en',
      returnUrl: 'https://platform.example/back',
      platformName: 'Our Moodle',
      contextTitle: 'Asia 2026',
      loginId: 'login',
      path: '/a/m01-r1',
    });
    world.pass(10 * HOUR - 1);
    expect(await world.repositories.launchSessions.get(id)).toBeDefined();
    world.pass(1);
    expect(await world.repositories.launchSessions.get(id)).toBeUndefined();
  });

  test('has a value of its own each time, which is nowhere in the store', async () => {
    const begun = await Promise.all([
      service.begin(launchOf(), 'login'),
      service.begin(launchOf(), 'login'),
    ]);
    const values = begun.map(({ sessionValue }) => sessionValue);
    expect(new Set(values).size).toBe(2);
    const files = readdirSync(world.folder).map((name) => path.join(world.folder, name));
    const content = Buffer.concat(files.map((file) => readFileSync(file))).toString('latin1');
    for (const value of values) {
      expect(value).toHaveLength(43);
      expect(content).not.toContain(value);
      expect(content).toContain(sessionKey(value));
    }
  });
});

test('two first launches at once are one enrolment, with what the newest says', async () => {
  await Promise.all([service.begin(launchOf(), 'login'), service.begin(launchOf(), 'login')]);
  const first = await enrolment();
  world.pass(HOUR);
  await service.begin(
    launchOf({ name: 'Asha', email: 'asha@example.org', role: 'facilitator' }),
    'login',
  );
  world.pass(HOUR);
  await service.begin(launchOf({ role: 'participant' }), 'login');
  expect(await enrolment()).toMatchObject({
    id: first.id,
    name: 'Asha',
    email: 'asha@example.org',
    role: 'participant',
    createdAt: first.createdAt,
    launchedAt: world.now(),
  });
});

describe('what a launch tells of its context', () => {
  test('is kept, and not written again by launches that tell the same', async () => {
    await service.begin(graded({ context: { id: context, title: 'Asia 2026' } }), 'login');
    const learnt = await record();
    expect(learnt).toMatchObject({
      ...key(),
      title: 'Asia 2026',
      lineItems: { 'm01-r1': COLUMN },
      lineItemsUrl: COLUMNS,
      scopes: [AGS_SCOPE.score],
    });
    world.pass(HOUR);
    await service.begin(graded(), 'login');
    await service.begin(launchOf({ subject: 'another person' }), 'login');
    expect(await record()).toEqual(learnt);
  });

  test('is not even looked up again within a minute of a launch that told the same', async () => {
    await service.begin(graded(), 'login');
    const replaced = { ...key(), lineItems: {}, scopes: [], launchedAt: world.now() };
    await world.repositories.contextRecords.change(key(), () => replaced);
    world.pass(59_999);
    await service.begin(graded({ subject: 'another person' }), 'login');
    expect(await record()).toMatchObject(replaced);
    world.pass(1);
    await service.begin(graded(), 'login');
    expect(await record()).toMatchObject({ lineItems: { 'm01-r1': COLUMN } });
  });

  test('grows with line items of other activities, and follows one that moved', async () => {
    await service.begin(graded(), 'login');
    const other = { scopes: [AGS_SCOPE.score], lineItem: `${COLUMN}0`, lineItems: COLUMNS };
    await service.begin(graded({ targetLinkUri: BASE_URL, ags: other }), 'login');
    await service.begin(graded({ ags: { ...other, lineItem: `${COLUMN}1` } }), 'login');
    expect((await record())?.lineItems).toEqual({ 'm01-r1': `${COLUMN}1`, progress: `${COLUMN}0` });
  });

  test('stays when a later launch says nothing of AGS, even at the same moment', async () => {
    await service.begin(graded(), 'login');
    await service.begin(launchOf({ context: { id: context, title: 'New title' } }), 'login');
    expect(await record()).toMatchObject({
      title: 'New title',
      scopes: [AGS_SCOPE.score],
      lineItemsUrl: COLUMNS,
      lineItems: { 'm01-r1': COLUMN },
    });
    context = 'at once';
    await Promise.all([
      service.begin(graded(), 'login'),
      service.begin(
        launchOf({ subject: 'another', context: { id: context, title: 'T' } }),
        'login',
      ),
    ]);
    expect(await record()).toMatchObject({ scopes: [AGS_SCOPE.score], title: 'T' });
  });

  test('takes new scopes over', async () => {
    await service.begin(graded(), 'login');
    const scopes = [AGS_SCOPE.score, AGS_SCOPE.lineItem];
    await service.begin(graded({ ags: { scopes, lineItem: COLUMN } }), 'login');
    expect(await record()).toMatchObject({ scopes, lineItemsUrl: COLUMNS });
  });
});

describe('a score that waits for its line item', () => {
  const later = new Date('2026-12-24T00:00:00Z');

  async function withScore(state: 'waiting' | 'refused' | 'delivered'): Promise<void> {
    await service.begin(launchOf(), 'login');
    const { id } = await enrolment();
    await world.repositories.enrolments.change(id, (current) => ({
      ...current,
      scores: [
        {
          activityId: 'm01-r1',
          scoreGiven: 1,
          scoreMaximum: 1,
          earnedAt: world.now(),
          state,
          tries: 4,
          notBefore: later,
          ...(state === 'delivered' ? { deliveredAt: world.now() } : { reason: 'no column' }),
        },
      ],
      ...(state === 'waiting' && { nextScoreAt: later }),
    }));
  }

  test.each(['waiting', 'refused'] as const)('%s: is due when it is learnt', async (state) => {
    await withScore(state);
    const wakes = world.wakes();
    await service.begin(graded(), 'login');
    expect(await enrolment()).toMatchObject({
      nextScoreAt: world.now(),
      scores: [{ state: 'waiting', tries: 0, notBefore: world.now() }],
    });
    expect(world.wakes()).toBe(wakes + 1);
  });

  test.each<[string, () => Launch]>([
    ['says nothing of a line item', () => launchOf()],
    ['is of another activity', () => graded({ targetLinkUri: BASE_URL })],
  ])('goes on waiting when the launch %s', async (_what, launch) => {
    await withScore('waiting');
    await service.begin(launch(), 'login');
    expect(await enrolment()).toMatchObject({ nextScoreAt: later, scores: [{ tries: 4 }] });
  });

  test('is not sent again once it was delivered', async () => {
    await withScore('delivered');
    const { scores } = await enrolment();
    await service.begin(graded(), 'login');
    expect((await enrolment()).scores).toEqual(scores);
  });
});
