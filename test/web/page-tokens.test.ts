import { createPageTokens } from '../../lti-tool/web/page-tokens';

const HOUR = 3_600_000;
let time = Date.parse('2026-11-25T08:00:00Z');
const now = (): Date => new Date(time);
const tokens = createPageTokens(Buffer.alloc(32, 1), now);
const session = { id: 'A'.repeat(43), expiresAt: new Date(time + 10 * HOUR) };

test('a token names its session for two hours', () => {
  const token = tokens.issue(session);
  expect(tokens.read(token)).toBe(session.id);
  time += 2 * HOUR - 1;
  expect(tokens.read(token)).toBe(session.id);
  time += 1;
  expect(tokens.read(token)).toBeUndefined();
});

test('no token outlives its session', () => {
  const token = tokens.issue({ ...session, expiresAt: new Date(time + 1000) });
  time += 1000;
  expect(tokens.read(token)).toBeUndefined();
});

test('every token looks different', () => {
  expect(new Set(Array.from({ length: 50 }, () => tokens.issue(session))).size).toBe(50);
});

test('whatever is changed in it, it opens nothing', () => {
  const token = tokens.issue(session);
  for (let index = 0; index < token.length - 1; index++) {
    const other = token[index] === 'B' ? 'C' : 'B';
    const changed = token.slice(0, index) + other + token.slice(index + 1);
    expect([index, tokens.read(changed)]).toEqual([index, undefined]);
  }
});

test('a token of another secret opens nothing', () => {
  const foreign = createPageTokens(Buffer.alloc(32, 2), now).issue(session);
  expect(tokens.read(foreign)).toBeUndefined();
});
