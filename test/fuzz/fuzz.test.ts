import { appRequest } from './app-requests';
import { fuzz } from './fuzz';
import { MARKUP } from './hostile-values';
import { hangUp } from './http';
import { seeded } from './random';
import { faultOf } from './verdict';
import { startWorld, type World } from './world';

jest.setTimeout(120_000);

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  hangUp();
  await world.close();
});

test('hostile requests find no fault, and get past the front door', async () => {
  const { findings, statuses } = await fuzz(world, { count: 500, seed: 7 });
  expect(findings).toEqual([]);
  for (const reached of ['launch 303', 'launch 401', 'page 200', 'form 401', 'login 302']) {
    expect([reached, (statuses.get(reached) ?? 0) > 0]).toEqual([reached, true]);
  }
});

test('a seed repeats its requests, and another one makes others', () => {
  const requests = (seed: number): unknown[] => {
    const random = seeded(seed);
    return Array.from({ length: 20 }, () => appRequest(world, random));
  };
  expect(requests(3)).toEqual(requests(3));
  expect(requests(3)).not.toEqual(requests(4));
});

test.each([
  ['answered with 500', { status: 500, headers: {}, body: '' }],
  ['came back as markup', { status: 400, headers: {}, body: `<p>${MARKUP}</p>` }],
  ['showed a stack trace', { status: 400, headers: {}, body: 'Error\n    at open (a.js:1:2)' }],
  ['set a header', { status: 303, headers: { 'x-injected': 'yes' }, body: '' }],
  [
    'redirected to where it was told',
    { status: 302, headers: { location: '//evil.example/x' }, body: '' },
  ],
])('a fault is seen: %s', (fault, answer) => {
  expect(faultOf(answer)).toBe(fault);
});
