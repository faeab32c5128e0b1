import { generateKeyPairSync } from 'node:crypto';

import type { Registration } from '../../../lti-tool/domain/registration';
import { createConnectionCheck } from '../../../lti-tool/lti/connection/check';
import { AGS_SCOPE, type ConnectionFinding, NRPS_SCOPE } from '../../../lti-tool/lti/port';
import {
  type PlatformAnswer,
  type PlatformHttp,
  PlatformHttpError,
  type PlatformRequest,
} from '../../../lti-tool/lti/services/http';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const now = (): Date => new Date('2026-11-25T09:00:00Z');

const registration: Registration = {
  id: 'registration-1',
  version: 1,
  issuer: 'https://lms.example',
  clientId: 'client-1',
  name: 'LMS',
  authUrl: 'https://lms.example/auth',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/keys',
  deployments: ['1'],
  active: true,
  createdAt: now(),
};
const services = {
  registrationId: registration.id,
  lineItemsUrl: 'https://lms.example/items?type_id=1',
  membershipsUrl: 'https://lms.example/people',
};
const ALL: readonly string[] = [...Object.values(AGS_SCOPE), NRPS_SCOPE];

const answer = (status: number, body: unknown): PlatformAnswer => ({
  status,
  headers: {},
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A platform with a gradebook of one column; `changes` answer in its place. */
class Platform {
  readonly seen: PlatformRequest[] = [];
  readonly items = new Map<string, Record<string, unknown>>([
    ['https://lms.example/items/1', { label: 'Quiz', scoreMaximum: 10 }],
  ]);
  scopes = ALL;
  changes: (request: PlatformRequest) => PlatformAnswer | Promise<PlatformAnswer> | undefined =
    () => undefined;

  readonly http: PlatformHttp = async (request) => {
    this.seen.push(request);
    const { onPiece } = request;
    const given = await (this.changes(request) ?? this.#usual(request));
    if (onPiece && given.status === 200) onPiece(Buffer.from(given.text));
    return given;
  };

  #usual({ method, url, body = '' }: PlatformRequest): PlatformAnswer {
    const { pathname } = new URL(url);
    if (pathname === '/token') {
      const scope = new URLSearchParams(body).get('scope') ?? '';
      return this.scopes.includes(scope)
        ? answer(200, { access_token: 'token', expires_in: 3600, scope })
        : answer(400, { error: 'invalid_scope' });
    }
    if (pathname === '/people') return answer(200, { members: [{ user_id: '1', roles: [] }] });
    if (method === 'DELETE') return answer(this.items.delete(url) ? 204 : 404, '');
    if (method === 'POST') {
      const id = `https://lms.example/items/${this.items.size + 1}`;
      const item = JSON.parse(body) as Record<string, unknown>;
      this.items.set(id, item);
      return answer(201, { id, ...item });
    }
    return answer(
      200,
      [...this.items].map(([id, item]) => ({ id, ...item })),
    );
  }
}

let platform: Platform;
beforeEach(() => {
  platform = new Platform();
});

async function check(where: Partial<typeof services> = services) {
  const findings = await createConnectionCheck({
    http: platform.http,
    registrationOf: () => Promise.resolve(registration),
    privateKeyOf: () => Promise.resolve({ kid: 'key-1', pem }),
    now,
    newId: () => 'unique',
  }).run({ registrationId: registration.id, ...where });
  return Object.fromEntries(findings.map((one) => [one.part, one])) as Record<
    ConnectionFinding['part'],
    ConnectionFinding
  >;
}

const outcomes = (found: Awaited<ReturnType<typeof check>>): string[] =>
  Object.values(found).map(({ outcome }) => outcome);
const calls = (method: PlatformRequest['method']): string[] =>
  platform.seen.filter((one) => one.method === method).map(({ url }) => url);

test('where everything is granted everything works, and the gradebook is as before', async () => {
  const before = [...platform.items];
  const found = await check();
  expect(outcomes(found)).toEqual(Array(8).fill('works'));
  expect(found.columns.detail).toContain('1');
  expect([...platform.items]).toEqual(before);
  expect(calls('DELETE')).toEqual(['https://lms.example/items/2']);
});

test('a scope that is not granted is missing, and what needs it is not called', async () => {
  platform.scopes = [AGS_SCOPE.lineItemReadOnly];
  const found = await check();
  expect(found).toMatchObject({
    'token-line-items': { outcome: 'missing' },
    'token-line-items-read': { outcome: 'works' },
    'token-scores': { outcome: 'missing' },
    columns: { outcome: 'works' },
    'test-column': { outcome: 'missing' },
    people: { outcome: 'missing' },
  });
  expect(calls('POST').filter((url) => !url.endsWith('/token'))).toEqual([]);
});

test('a course that offers no service says so', async () => {
  const found = await check({});
  expect(found).toMatchObject({
    columns: { outcome: 'missing' },
    'test-column': { outcome: 'not-tried' },
    people: { outcome: 'missing' },
    'token-scores': { outcome: 'works' },
  });
});

test('a platform that refuses, breaks or is silent makes findings, without its own words', async () => {
  platform.changes = ({ method, url }) => {
    if (url.endsWith('/people')) throw new PlatformHttpError('timeout', 'silent');
    if (method !== 'POST' || url.endsWith('/token')) return undefined;
    return answer(403, '<b>secret of the platform</b>');
  };
  const found = await check();
  expect(found).toMatchObject({
    columns: { outcome: 'works' },
    'test-column': { outcome: 'refused' },
    people: { outcome: 'failed', detail: 'The platform did not answer in time.' },
  });
  expect(JSON.stringify(found)).not.toContain('secret');
});

test('a platform that does not know this tool fails every token', async () => {
  platform.changes = () => answer(401, { error: 'invalid_client' });
  const found = await check();
  expect(outcomes(found).slice(0, 5)).toEqual(Array(5).fill('failed'));
  expect(found['token-scores'].detail).toContain('does not recognise this tool');
  expect(outcomes(found).slice(5)).toEqual(Array(3).fill('not-tried'));
});

test('an address that is not called is refused, not missing', async () => {
  platform.changes = () => {
    throw new PlatformHttpError('refused', 'a private address');
  };
  expect((await check())['token-scores'].outcome).toBe('refused');
});

test('columns that are not ours are never removed, whatever the platform answers', async () => {
  const old = 'https://lms.example/items/1';
  const created: unknown[] = [
    { id: old, label: 'Quiz', scoreMaximum: 10, resourceId: 'connection-check-unique' },
    { id: 'https://lms.example/items/9', label: 'Quiz', scoreMaximum: 10 },
    { id: 'https://other.example/items/2', label: 'x', scoreMaximum: 1 },
  ];
  for (const item of created) {
    platform.changes = ({ method, url }) =>
      method === 'POST' && url === services.lineItemsUrl ? answer(201, item) : undefined;
    expect((await check())['test-column'].outcome).toBe('refused');
  }
  expect(calls('DELETE')).toEqual([]);
});

test('a column whose making was not confirmed is looked for and removed', async () => {
  const before = [...platform.items];
  platform.changes = ({ method, url, body }) => {
    if (method !== 'POST' || url !== services.lineItemsUrl) return undefined;
    const item = JSON.parse(body ?? '') as Record<string, unknown>;
    platform.items.set('https://lms.example/items/2', item);
    throw new PlatformHttpError('timeout', 'silent');
  };
  expect((await check())['test-column']).toMatchObject({
    outcome: 'failed',
    detail: 'The platform did not answer in time.',
  });
  expect([...platform.items]).toEqual(before);
});

test('a test column that stays is named, so that somebody can remove it', async () => {
  platform.changes = ({ method }) => (method === 'DELETE' ? answer(500, 'broken') : undefined);
  const { outcome, detail } = (await check())['test-column'];
  expect(outcome).toBe('failed');
  expect(detail).toContain('“Connection check (can be removed)”, remove it there by hand');
});

test('no exchange may take longer than 8 seconds', async () => {
  await check();
  expect(platform.seen.length).toBeGreaterThan(8);
  expect(Math.max(...platform.seen.map(({ timeoutMs = Infinity }) => timeoutMs))).toBe(8000);
});

test('a fault of ours is no finding', async () => {
  platform.changes = () => {
    throw new TypeError('a fault');
  };
  await expect(check()).rejects.toThrow('a fault');
});
