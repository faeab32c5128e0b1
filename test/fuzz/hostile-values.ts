import type { Random } from './random';

/** What must never come back as markup. */
export const MARKUP = '<fuzz-markup src=x onerror=alert(1)>';

const TEXTS: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  '{"$ne":null}',
  '{"$gt":""}',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '//evil.example/x',
  'https://evil.example/a/m01-r1',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  `"'>${MARKUP}`,
  `{{${MARKUP}}}`,
  '{{constructor.constructor("return process")()}}',
  '\u202Eevil\u202C',
  '\u0000',
  'a\u0000b',
  '\r\nX-Injected: yes',
  '%',
  '%00',
  '%E0%A4%A',
  '\uD800',
  'ᠠ𒀀👩‍👩‍👧‍👦',
  "' OR 1=1 --",
  'x'.repeat(300),
  'x'.repeat(9000),
  '9'.repeat(400),
];

/** JSON of the wrong kind, or too much of it. */
const JSON_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  1.5,
  [],
  {},
  [null],
  [[[[[[[[]]]]]]]],
  { a: { b: { c: { d: {} } } } },
  { $ne: null },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  Array.from({ length: 2000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key-${index}`, MARKUP])),
];

export function hostileText(random: Random): string {
  return random.of(TEXTS);
}

export function hostileJson(random: Random): unknown {
  return random.chance(0.5) ? hostileText(random) : random.of(JSON_VALUES);
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** A form or query with a few fields changed, lost, doubled, renamed or added. */
export function mutatePairs(pairs: Pairs, random: Random): [string, string][] {
  const result = pairs.map(([name, value]): [string, string] => [name, value]);
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(result.length + 1);
    const [name, value] = result[at] ?? ['extra', ''];
    switch (random.below(6)) {
      case 0:
        result.splice(at, 1);
        break;
      case 1:
        result.push([name, hostileText(random)]);
        break;
      case 2:
        result[at] = [`${name}[$ne]`, value];
        break;
      case 3:
        result[at] = [hostileText(random), value];
        break;
      case 4:
        result[at] = [name, value + hostileText(random)];
        break;
      default:
        result[at] = [name, hostileText(random)];
    }
  }
  return result;
}

/** A record of claims with a few of them changed, lost or added, at any depth. */
export function mutateRecord(
  record: Readonly<Record<string, unknown>>,
  random: Random,
): Record<string, unknown> {
  const result = { ...record };
  for (let times = 1 + random.below(2); times > 0; times--) {
    const name = random.of([...Object.keys(result), 'extra']);
    const value = result[name];
    if (isRecord(value) && random.chance(0.5)) result[name] = mutateRecord(value, random);
    else if (random.chance(0.2)) Reflect.deleteProperty(result, name);
    else result[name] = hostileJson(random);
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
