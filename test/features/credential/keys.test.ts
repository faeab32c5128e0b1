import { createPublicKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { createCredentialKeys } from '../../../lti-tool/features/credential/keys';
import { createSeal } from '../../../lti-tool/lti/seal';
import type { Repositories } from '../../../lti-tool/store/repositories';
import { openForEach, START } from '../../store/support/open';

jest.setTimeout(60_000);

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);

function keysOn(repositories: Repositories, seal = createSeal(OLD)) {
  return createCredentialKeys({
    keys: repositories.credentialKeys,
    seal,
    addressOf: (id) => `https://training.example.org/credentials/keys/${id}`,
    now: () => START,
  });
}

describe('the keys of credentials', () => {
  const current = openForEach();

  it('sign with a key that is published under the address in the header, always the same', async () => {
    const { repositories, other } = current();
    const token = await keysOn(repositories).sign({ jti: 'x', nbf: 5 });
    expect(await keysOn(other).sign({ jti: 'x', nbf: 5 })).toBe(token);
    const { header, payload } = jwt.decode(token, { complete: true }) ?? {};
    const [key, ...rest] = await keysOn(other).published();
    expect(rest).toEqual([]);
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: key?.kid });
    expect(payload).toEqual({ jti: 'x', nbf: 5 });
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    expect(jwt.verify(token, publicKey, { algorithms: ['RS256'] })).toMatchObject({ jti: 'x' });
  });

  it('are one key when two processes sign for the first time at once', async () => {
    const { repositories, other } = current();
    const tokens = await Promise.all(
      [repositories, other, repositories].map((one) => keysOn(one).sign({ jti: 'x' })),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(await repositories.credentialKeys.all()).toHaveLength(1);
  });

  it('are sealed in the store, and stay readable when the secret is replaced', async () => {
    const { repositories } = current();
    const token = await keysOn(repositories).sign({ jti: 'x' });
    const [stored] = await repositories.credentialKeys.all();
    expect(stored?.sealedPrivateKey).not.toContain('PRIVATE KEY');
    expect(await keysOn(repositories, createSeal(NEW, OLD)).reseal()).toBe(1);
    expect(await keysOn(repositories, createSeal(NEW, OLD)).reseal()).toBe(0);
    expect(await keysOn(repositories, createSeal(NEW)).sign({ jti: 'x' })).toBe(token);
    await expect(keysOn(repositories, createSeal(OLD)).sign({ jti: 'x' })).rejects.toThrow();
  });
});
