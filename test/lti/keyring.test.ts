import request from 'supertest';
import { z } from 'zod';
import { createKeyring } from '../../lti-tool/lti/keyring';
import { createSeal } from '../../lti-tool/lti/seal';
import { signingKeys } from '../../lti-tool/lti/signing-keys';
import { memoryRepositories } from './support/memory-repositories';
import { register, startTool } from './support/tool';

const START = new Date('2026-11-24T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const [OLD, NEW] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

const published = z.object({ keys: z.array(z.object({ kid: z.string() })) });

/** A registered platform with its keys, on a clock that only moves when it is told. */
async function start(seal = createSeal(OLD)) {
  let time = START;
  const now = () => time;
  const repositories = memoryRepositories();
  const { registrationKeys } = repositories;
  const tool = startTool({ repositories, now });
  const { id } = await register(tool, {
    issuer: 'https://p.example',
    jwksUrl: 'https://p.example/j',
  });
  const keyring = createKeyring({ registrationKeys, seal, now });
  const { kid } = await keyring.make(id);
  return {
    id,
    kid,
    registrationKeys,
    keyring,
    signing: () => signingKeys(registrationKeys, seal)(id),
    pass: (milliseconds: number): void => {
      time = new Date(time.getTime() + milliseconds);
    },
    kids: async () => {
      const answer = await request(tool.app).get('/lti/keys');
      return published.parse(answer.body).keys.map((key) => key.kid);
    },
  };
}

describe('rotating keys', () => {
  it('signs with the new key at once, and keeps the old one published', async () => {
    const { id, kid, keyring, signing, kids } = await start();
    const rotated = await keyring.rotate(id);
    expect(rotated.kid).not.toBe(kid);
    expect((await signing()).kid).toBe(rotated.kid);
    expect(await kids()).toEqual([kid, rotated.kid]);
  });

  it('twice at once leaves one key that signs, and none unpublished', async () => {
    const { id, kid, registrationKeys, keyring, signing, kids } = await start();
    const made = await Promise.all([keyring.rotate(id), keyring.rotate(id)]);
    const all = [kid, ...made.map((key) => key.kid)].sort();
    expect((await kids()).toSorted()).toEqual(all);
    expect(all).toContain((await signing()).kid);
    const old = (await registrationKeys.of(id)).find((key) => key.id === kid);
    expect(old?.retiredAt).toEqual(START);
  });

  it('stops publishing the old key after a day, then removes it', async () => {
    const { id, kid, registrationKeys, keyring, kids, pass } = await start();
    const rotated = await keyring.rotate(id);
    pass(DAY - 1);
    expect(await keyring.sweep()).toBe(0);
    expect(await kids()).toEqual([kid, rotated.kid]);
    pass(5001);
    expect(await kids()).toEqual([rotated.kid]);
    expect(await keyring.sweep()).toBe(1);
    expect((await registrationKeys.all()).map((key) => key.id)).toEqual([rotated.kid]);
  });

  it('does not keep an old key longer because another rotation follows', async () => {
    const { id, keyring, kids, pass } = await start();
    await keyring.rotate(id);
    pass(DAY / 2);
    const third = await keyring.rotate(id);
    pass(DAY / 2);
    expect(await kids()).toHaveLength(2);
    pass(DAY / 2);
    expect(await kids()).toEqual([third.kid]);
  });

  it('leaves the keys of other platforms alone', async () => {
    const { id, registrationKeys, keyring } = await start();
    const other = await keyring.make('other');
    await keyring.rotate(id);
    const [kept] = await registrationKeys.of('other');
    expect(kept).toMatchObject({ id: other.kid });
    expect(kept).not.toHaveProperty('retiredAt');
  });
});

describe('replacing the secret', () => {
  it('seals a key anew when it is used', async () => {
    const { registrationKeys, id } = await start(createSeal(OLD));
    const both = createSeal(NEW, OLD);
    const before = await signingKeys(registrationKeys, createSeal(OLD))(id);

    expect(await signingKeys(registrationKeys, both)(id)).toEqual(before);
    expect(await signingKeys(registrationKeys, createSeal(NEW))(id)).toEqual(before);
    await expect(signingKeys(registrationKeys, createSeal(OLD))(id)).rejects.toThrow('sealed');
  });

  it('seals all keys anew on command, once', async () => {
    const { registrationKeys, id, keyring } = await start(createSeal(OLD));
    await keyring.rotate(id);
    const now = () => START;
    const renewed = createKeyring({ registrationKeys, seal: createSeal(NEW, OLD), now });
    expect(await renewed.reseal()).toBe(2);
    expect(await renewed.reseal()).toBe(0);
    const alone = createSeal(NEW);
    for (const key of await registrationKeys.all()) {
      expect(alone.open(key.sealedPrivateKey)).toContain('PRIVATE KEY');
    }
  });

  it('without the secret before fails, and loses nothing', async () => {
    const { registrationKeys } = await start(createSeal(OLD));
    const before = await registrationKeys.all();
    const keyring = createKeyring({ registrationKeys, seal: createSeal(NEW), now: () => START });
    await expect(keyring.reseal()).rejects.toThrow('sealed with another secret');
    expect(await registrationKeys.all()).toEqual(before);
  });
});
