import { type Memberships, NRPS_SCOPE } from '../../../lti-tool/lti/port';
import { createServiceCalls } from '../../../lti-tool/lti/services/call';
import { createPlatformHttp } from '../../../lti-tool/lti/services/http';
import { createMemberships } from '../../../lti-tool/lti/services/nrps';
import { startRecordedPlatform, type Answer } from './recorded-platform';
import { registration } from './registration';

const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const LIST = '/mod/lti/services.php/CourseSection/2/bindings/1/memberships';

let platform: Awaited<ReturnType<typeof startRecordedPlatform>>;
beforeAll(async () => {
  platform = await startRecordedPlatform();
});
afterAll(() => platform.close());

/** @param family of the platform. */
function createClient(family = 'moodle'): { memberships: Memberships; scopes: string[] } {
  const scopes: string[] = [];
  let number = 1;
  const calls = createServiceCalls({
    http: createPlatformHttp({ allowPrivatePlatforms: true, maxBytes: 1000 }),
    tokens: {
      get: (_registrationId, asked) => {
        scopes.push(asked.join(' '));
        return Promise.resolve(`token-${number}`);
      },
      invalidate: () => {
        number += 1;
      },
    },
    registrationOf: () => Promise.resolve({ ...registration, family }),
    now: () => new Date('2026-11-24T21:00:00Z'),
  });
  return { memberships: createMemberships(calls), scopes };
}

const list = (query = {}, family = 'moodle', path = LIST) =>
  createClient(family).memberships.list('r1', platform.url(path), query);
const paths = (): string[] => platform.seen.map(({ path }) => path);
const container = (members: readonly object[], link?: string): Answer => ({
  status: 200,
  headers: { 'Content-Type': `${MEDIA_TYPE}; charset=utf-8`, ...(link && { Link: link }) },
  body: JSON.stringify({ id: 'x', context: { id: '2' }, members }),
});
const people = (from: number, to: number): object[] =>
  Array.from({ length: to - from }, (_, index) => ({
    user_id: String(from + index),
    roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    status: 'Active',
    name: `Person ${from + index}`,
  }));

describe('the list of a recorded Moodle', () => {
  it('is asked for with the one media type that it answers, and read whole', async () => {
    const { memberships, scopes } = createClient();
    platform.prepare('memberships');
    const all = await memberships.list('r1', platform.url(LIST));
    expect(all).toHaveLength(7);
    expect(all[0]).toEqual({
      userId: '7',
      name: 'Søren Åström',
      role: 'participant',
      isActive: true,
    });
    expect(all[5]).toMatchObject({ userId: '3', role: 'facilitator' });
    expect(all[6]).toMatchObject({ userId: '9', name: '美玲 王' });
    expect(platform.seen[0]?.headers.accept).toBe(MEDIA_TYPE);
    expect(scopes).toEqual([NRPS_SCOPE]);
    expect(paths()).toEqual([LIST]);
  });

  it('is read page by page where it comes so', async () => {
    platform.prepare('memberships-page-1', 'memberships-page-2', 'memberships-page-3');
    const all = await list({}, 'moodle', `${LIST}?limit=3`);
    expect(all.map(({ userId }) => userId)).toEqual(['7', '8', '4', '6', '5', '3', '9']);
    expect(paths()).toEqual(
      (['memberships-page-1', 'memberships-page-2', 'memberships-page-3'] as const).map(
        (name) => platform.recorded(name).path,
      ),
    );
  });

  it('keeps to a role, although its next link forgets it', async () => {
    platform.prepare('memberships-role-learner-page-1', container([]));
    await list({ role: 'Learner' }, 'moodle', `${LIST}?limit=2`);
    expect(paths()).toEqual([
      `${LIST}?limit=2&role=Learner`,
      `${LIST}?limit=2&from=2&role=Learner`,
    ]);
  });

  it('tells names only with a resource link where a teacher decides', async () => {
    platform.prepare('memberships-privacy-delegated-on-no-rlid');
    expect((await list()).every(({ name }) => name === undefined)).toBe(true);
    platform.prepare('memberships-privacy-delegated-on');
    expect((await list({ rlid: '1' })).every(({ name }) => name !== undefined)).toBe(true);
    expect(paths()).toEqual([`${LIST}?rlid=1`]);
  });

  it('is refused without the scope, after one fresh token', async () => {
    const missing = 'memberships-error-missing-scope';
    platform.prepare(missing, missing, 'memberships');
    await expect(list()).rejects.toMatchObject({
      kind: 'refused',
      reason: 'The platform has not granted its list of people to the tool.',
    });
    expect(platform.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });
});

describe('long lists', () => {
  it('of 120 people come from Canvas at 50 a page', async () => {
    const at = '/api/lti/courses/5/names_and_roles';
    const link = (page: number): string =>
      `<${platform.url(at)}?page=1&limit=50>; rel="first",<${platform.url(at)}?page=${page}&limit=50>; rel="next"`;
    platform.prepare(
      container(people(0, 50), link(2)),
      container(people(50, 100), link(3)),
      container(people(100, 120)),
    );
    const all = await list({}, 'canvas', at);
    expect(all.map(({ userId }) => Number(userId))).toEqual([...Array(120).keys()]);
    expect(paths()).toEqual([`${at}?limit=50`, `${at}?page=2&limit=50`, `${at}?page=3&limit=50`]);
  });

  it('of 10,000 people in one answer are read, long messages about each of them too', async () => {
    const message = [{ custom: 'x'.repeat(800) }];
    platform.prepare(container(people(0, 10_000).map((one) => ({ ...one, message }))));
    const all = await list();
    expect(all).toHaveLength(10_000);
    expect(all.at(-1)).toEqual({
      userId: '9999',
      name: 'Person 9999',
      role: 'participant',
      isActive: true,
    });
  });

  it('go on where the Link header is thousands of characters long', async () => {
    const next = `${LIST}?cursor=${'x'.repeat(6000)}`;
    const link = `<${platform.url(LIST)}?prev=${'y'.repeat(3000)}>; rel=prev, <${platform.url(next)}>; rel=next`;
    platform.prepare(container(people(0, 1), link), container(people(1, 2)));
    expect(await list()).toHaveLength(2);
    expect(paths()).toEqual([LIST, next]);
  });

  it.each<[string, () => Answer[]]>([
    [
      'a next page on another site',
      () => [container(people(0, 2), '<https://elsewhere.example/2>; rel="next"')],
    ],
    [
      'a second page that fails',
      () => [container(people(0, 2), `<${platform.url(LIST)}?p=2>; rel="next"`), { status: 500 }],
    ],
    ['more people than are read', () => [container(people(0, 20_001))]],
    ['no container', () => [{ status: 200, body: '{"message":"Hello"}' }]],
    ['members that are no list', () => [{ status: 200, body: '{"members":{"a":{}}}' }]],
    ['an answer cut short', () => [{ status: 200, body: '{"members":[{"user_id":"1"}' }]],
    ['a page for people', () => [{ status: 200, body: '<html>Log in</html>' }]],
    ['nothing', () => [{ status: 200, body: '' }]],
  ])('are none at all with %s', async (_what, answers) => {
    platform.prepare(...answers());
    await expect(list()).rejects.toMatchObject({ name: 'ServiceError' });
  });
});

test('pages that lead back to themselves are not asked twice', async () => {
  const again = container(people(0, 2), `<${platform.url(LIST)}?p=2>; rel="next"`);
  platform.prepare(again, again, again);
  await expect(list()).rejects.toMatchObject({ kind: 'retry' });
  expect(platform.seen).toHaveLength(2);
});

describe('people as the wild lists them', () => {
  const one = async (member: object) => {
    platform.prepare(container([member]));
    return (await list())[0];
  };

  it.each<[object, object]>([
    [{ user_id: 7 }, { userId: '7', role: 'participant', isActive: true }],
    [{ user_id: '7', status: 'active' }, { isActive: true }],
    [{ user_id: '7', status: 'Inactive' }, { isActive: false }],
    [{ user_id: '7', status: 'Deleted' }, { isActive: false }],
    [{ user_id: '7', given_name: 'Ana', family_name: 'López' }, { name: 'Ana López' }],
    [{ user_id: '7', name: ' Ana ', given_name: 'X' }, { name: 'Ana' }],
    [{ user_id: '7', name: 7, roles: 'Instructor' }, { role: 'participant' }],
    [
      { user_id: '7', roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'] },
      { role: 'facilitator' },
    ],
  ])('%j', async (member, expected) => {
    expect(await one(member)).toMatchObject(expected);
  });

  it('have no empty name, and none without end', async () => {
    expect(await one({ user_id: '7', name: '  ' })).not.toHaveProperty('name');
    expect((await one({ user_id: '7', name: 'x'.repeat(9000) }))?.name).toHaveLength(500);
  });

  it.each([
    [{}],
    [{ user_id: null }],
    [{ user_id: {} }],
    [{ user_id: ['7', '8'] }],
    [{ user_id: true }],
    [{ user_id: '' }],
    [{ user_id: 'x'.repeat(256) }],
    [{ user_id: '\ud800' }],
  ])('are left out without a usable id: %j', async (member) => {
    expect(await one(member)).toBeUndefined();
  });

  it('are listed once, however often they come', async () => {
    platform.prepare(container([...people(0, 2), ...people(0, 2)]));
    expect(await list()).toHaveLength(2);
  });
});
