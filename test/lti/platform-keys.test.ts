import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createPlatformKeys } from '../../lti-tool/lti/platform-keys';
import {
  type PlatformAnswer,
  PlatformHttpError,
  type PlatformHttp,
} from '../../lti-tool/lti/services/http';

const URL_A = 'https://a.example/jwks';
const modulus = (modulusLength = 2048): string =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }).n ?? '';
const MODULI: Readonly<Record<string, string>> = { one: modulus(), two: modulus() };
const rsa = (kid: string) => ({
  kty: 'RSA',
  kid,
  n: MODULI[kid],
  e: 'AQAB',
  alg: 'RS256',
  use: 'sig',
});
const nameOf = async (found: Promise<KeyObject>) => {
  const { n } = (await found).export({ format: 'jwk' });
  return Object.keys(MODULI).find((kid) => MODULI[kid] === n);
};

describe('createPlatformKeys', () => {
  let time: number;
  let calls: string[];
  let keys: unknown[];
  const now = () => new Date(time);
  const answer = (text: string, status = 200): Promise<PlatformAnswer> =>
    Promise.resolve({ status, headers: {}, text });
  const http: PlatformHttp = ({ url }) => {
    calls.push(url);
    return answer(JSON.stringify({ keys }));
  };

  beforeEach(() => {
    time = 0;
    calls = [];
    keys = [rsa('one')];
  });

  it('fetches a key set once an hour', async () => {
    const platformKeys = createPlatformKeys(http, now);

    await platformKeys.find(URL_A, 'one');
    time += 3_599_999;
    await expect(nameOf(platformKeys.find(URL_A, 'one'))).resolves.toBe('one');
    expect(calls).toHaveLength(1);

    time += 1;
    await platformKeys.find(URL_A, 'one');
    expect(calls).toHaveLength(2);
  });

  it.each(['', 'AQAB', '!!!!', modulus(1024)])(
    'takes no key that anybody could break (%#), and the others all the same',
    async (n) => {
      keys = [{ ...rsa('weak'), n }, rsa('one')];
      const platformKeys = createPlatformKeys(http, now);
      await expect(platformKeys.find(URL_A, 'weak')).rejects.toMatchObject({
        id: 'launch-invalid',
      });
      await expect(nameOf(platformKeys.find(URL_A, 'one'))).resolves.toBe('one');
    },
  );

  it('keeps the platforms apart', async () => {
    const platformKeys = createPlatformKeys(http, now);
    await platformKeys.find(URL_A, 'one');
    await platformKeys.find('https://b.example/jwks', 'one');
    expect(calls).toEqual([URL_A, 'https://b.example/jwks']);
  });

  it('fetches at once for a key it does not know yet', async () => {
    const platformKeys = createPlatformKeys(http, now);
    await platformKeys.find(URL_A, 'one');
    keys = [rsa('one'), rsa('two')];
    await expect(nameOf(platformKeys.find(URL_A, 'two'))).resolves.toBe('two');
    expect(calls).toHaveLength(2);
  });

  it('fetches once in ten seconds, however many unknown keys forgers name', async () => {
    const platformKeys = createPlatformKeys(http, now);
    await platformKeys.find(URL_A, 'one');

    for (let launch = 0; launch < 50; launch++) {
      await expect(platformKeys.find(URL_A, `forged-${launch}`)).rejects.toMatchObject({
        id: 'launch-invalid',
      });
    }
    expect(calls).toHaveLength(2);
    await expect(nameOf(platformKeys.find(URL_A, 'one'))).resolves.toBe('one');

    keys = [rsa('one'), rsa('two')];
    time += 10_000;
    await expect(nameOf(platformKeys.find(URL_A, 'two'))).resolves.toBe('two');
    expect(calls).toHaveLength(3);
  });

  it('shares one fetch among launches at once', async () => {
    const platformKeys = createPlatformKeys(http, now);
    await Promise.all(Array.from({ length: 10 }, () => platformKeys.find(URL_A, 'one')));
    expect(calls).toHaveLength(1);
  });

  it('forgets a withdrawn key within the hour', async () => {
    const platformKeys = createPlatformKeys(http, now);
    await platformKeys.find(URL_A, 'one');
    keys = [rsa('two')];
    time += 3_600_000;
    await expect(platformKeys.find(URL_A, 'one')).rejects.toMatchObject({ id: 'launch-invalid' });
  });

  it('takes only RSA keys for signatures', async () => {
    keys = [
      { ...rsa('one'), use: 'enc' },
      { ...rsa('one'), alg: 'RS512' },
      { kty: 'EC', kid: 'one', crv: 'P-256', x: 'AA', y: 'AA' },
      { kty: 'oct', kid: 'one', k: 'AA' },
      null,
    ];
    const platformKeys = createPlatformKeys(http, now);
    await expect(platformKeys.find(URL_A, 'one')).rejects.toMatchObject({ id: 'launch-invalid' });
  });

  it.each([
    ['a fault', () => Promise.reject(new PlatformHttpError('timeout', 'late'))],
    ['another status', () => answer('{"keys":[]}', 302)],
    ['text', () => answer('<html>')],
    ['another object', () => answer('{"key":1}')],
    ['an endless list', () => answer(JSON.stringify({ keys: Array(101).fill(rsa('one')) }))],
  ])(
    'says that the platform did not answer when it sends %s, and asks again',
    async (_what, bad) => {
      let next: PlatformHttp = bad;
      const platformKeys = createPlatformKeys((asked) => next(asked), now);

      await expect(platformKeys.find(URL_A, 'one')).rejects.toMatchObject({
        id: 'platform-unreachable',
      });

      next = http;
      await expect(nameOf(platformKeys.find(URL_A, 'one'))).resolves.toBe('one');
    },
  );
});
