import { hostileText, MARKUP, mutatePairs } from './hostile-values';
import type { HostileRequest } from './http';
import type { Random } from './random';
import type { World } from './world';

const BODIES: readonly (readonly [type: string, body: string])[] = [
  ['application/json', '{"__proto__":{"polluted":true}}'],
  ['application/json', '{'],
  ['text/plain', MARKUP],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'],
  ['multipart/form-data', '--'],
  ['application/x-www-form-urlencoded; charset=utf-7', 'a=b'],
  ['application/x-www-form-urlencoded', '%'.repeat(500)],
  ['application/x-www-form-urlencoded', 'a=b&'.repeat(3000)],
  ['application/x-www-form-urlencoded', `name=${'x'.repeat(300_000)}`],
];

const FIELD_NAMES = ['name', 'confirmed', 'code', 'page', 'answers', 'state', 'reason', 'person'];

/** An address of the app: a route with its parameters, asked by somebody inside or by nobody. */
export function appRequest(world: World, random: Random): HostileRequest {
  const route = random.of(world.routes);
  const method = random.chance(0.9) ? random.of(['GET', 'POST']) : random.of(METHODS);
  const path = withParameters(route.path, world, random) + query(random);
  const visit = random.chance(0.8) ? random.of(world.visits) : undefined;
  const headers = {
    accept: random.of(['text/html', 'application/json', '*/*', 'x'.repeat(200)]),
    'accept-encoding': random.of(['br', 'gzip', 'identity', '*;q=0']),
    ...(visit && { cookie: visit.cookie }),
  };
  if (method === 'GET' || method === 'HEAD') return { kind: 'page', method, path, headers };
  const [type, body] = random.chance(0.3)
    ? random.of(BODIES)
    : (['application/x-www-form-urlencoded', form(visit?.formToken ?? '', random)] as const);
  return { kind: 'form', method, path, headers: { ...headers, 'content-type': type }, body };
}

/** An address that may not exist at all. */
export function addressRequest(_world: World, random: Random): HostileRequest {
  const start = random.of([
    '/',
    '/a/',
    '/lti/',
    '/verify/',
    '/assets/',
    '/figures/',
    '//',
    '/%2e%2e/',
  ]);
  const path = start + encodeURIComponent(safe(hostileText(random))) + query(random);
  return { kind: 'address', method: random.of(METHODS), path };
}

/** A registration that nobody was invited to. */
export function registrationRequest({ origin }: World, random: Random): HostileRequest {
  const pairs = mutatePairs(
    [
      ['openid_configuration', random.of([`${origin}/`, 'http://169.254.169.254/', 'file:///etc'])],
      ['registration_token', hostileText(random)],
      ['invitation', hostileText(random)],
    ],
    random,
  );
  const path = `/lti/register${random.of(['', '/', '/x', `/${'A'.repeat(43)}`])}?${encode(pairs)}`;
  return { kind: 'registration', method: random.of(['GET', 'POST']), path };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function withParameters(path: string, { activities }: World, random: Random): string {
  return path.replace(/[:*](\w+)/g, (_whole, name: string) => {
    if (name === 'activityId' && random.chance(0.9)) return random.of(activities);
    if (random.chance(0.3)) return String(random.below(5));
    return encodeURIComponent(safe(hostileText(random)));
  });
}

function query(random: Random): string {
  if (random.chance(0.5)) return '';
  return `?${encode(mutatePairs([['page', '1']], random))}`;
}

function form(formToken: string, random: Random): string {
  const fields = Array.from({ length: random.below(6) }, (): [string, string] => [
    random.of(FIELD_NAMES),
    hostileText(random),
  ]);
  const all: [string, string][] = [['formToken', formToken], ...fields];
  return encode(random.chance(0.3) ? mutatePairs(all, random) : all);
}

function encode(pairs: readonly [string, string][]): string {
  return new URLSearchParams(pairs).toString();
}

/** `encodeURIComponent` refuses half a surrogate pair. */
function safe(text: string): string {
  return Buffer.from(text).toString();
}
