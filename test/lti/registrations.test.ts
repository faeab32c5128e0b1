import { createHash, createPublicKey, sign, verify } from 'node:crypto';

import request from 'supertest';
import { z } from 'zod';

import { without } from '../../lti-tool/domain/without';
import type { RegistrationService } from '../../lti-tool/lti/registrations';
import { createRegistry } from '../../lti-tool/lti/registry';
import { signingKeys } from '../../lti-tool/lti/signing-keys';
import { FIELDS, startRegistering } from './support/registering';
import { startTool } from './support/tool';

const published = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), n: z.string(), e: z.string() })),
});

describe('registrations', () => {
  it('adds a platform, active, with its defaults', async () => {
    const { service } = startRegistering();

    const addition = await service.add({ ...FIELDS, deployments: ['1', '2', '1'] });

    expect(addition).toEqual({
      registration: {
        ...FIELDS,
        id: expect.any(String) as string,
        version: 1,
        name: 'moodle.example.org',
        deployments: ['1', '2'],
        active: true,
        createdAt: new Date('2026-11-24T12:00:00Z'),
      },
    });
    await expect(service.list()).resolves.toHaveLength(1);
  });

  it('keeps the private key sealed, and publishes the public one under its thumbprint', async () => {
    const { service, repositories, seal } = startRegistering();
    await service.add(FIELDS);
    const [registration] = await service.list();
    const [stored] = await repositories.registrationKeys.all();
    expect(JSON.stringify(stored)).not.toContain('PRIVATE KEY');

    const response = await request(startTool({ repositories }).app).get('/lti/keys');

    const { keys } = published.parse(response.body);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' });
    expect(keys[0]).not.toHaveProperty('d');
    expect(response.headers['cache-control']).toBe('public, max-age=300');
    const { kid, e, kty, n } = keys[0] ?? { kid: '', e: '', kty: '', n: '' };
    expect(Buffer.from(n, 'base64url')).toHaveLength(256);
    const required = JSON.stringify({ e, kty, n });
    expect(kid).toBe(createHash('sha256').update(required).digest('base64url'));

    const signing = await signingKeys(repositories.registrationKeys, seal)(registration?.id ?? '');
    expect(signing.kid).toBe(kid);
    const message = Buffer.from('message');
    const signature = sign('sha256', message, signing.pem);
    const publicKey = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
  });

  it('gives every platform a key of its own', async () => {
    const { service, repositories } = startRegistering();
    await service.add(FIELDS);
    await service.add({ ...FIELDS, clientId: 'client-2' });
    const keys = await repositories.registrationKeys.all();
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(2);
  });

  it('publishes no key of a platform that is switched off or removed', async () => {
    const { service, repositories } = startRegistering();
    await service.add(FIELDS);
    const which = { issuer: FIELDS.issuer, clientId: FIELDS.clientId };
    const keys = async () =>
      published.parse((await request(startTool({ repositories }).app).get('/lti/keys')).body).keys;

    await expect(service.deactivate(which)).resolves.toMatchObject({ active: false });
    await expect(keys()).resolves.toEqual([]);
    await expect(service.activate(which)).resolves.toMatchObject({ active: true });
    await expect(keys()).resolves.toHaveLength(1);
    await service.remove(which);
    await expect(keys()).resolves.toEqual([]);
    await expect(repositories.registrationKeys.all()).resolves.toEqual([]);
  });

  it('refuses an issuer and client id that are registered, also at the same moment', async () => {
    const { service, repositories } = startRegistering();
    const taken = {
      problems: [{ field: 'clientId', message: expect.stringContaining('already') as string }],
    };

    const both = await Promise.all([service.add(FIELDS), service.add(FIELDS)]);
    expect(both).toContainEqual(taken);
    await expect(service.add(FIELDS)).resolves.toEqual(taken);

    await expect(service.list()).resolves.toHaveLength(1);
    await expect(repositories.registrationKeys.all()).resolves.toHaveLength(1);
  });

  it('puts other values in place of those entered, and keeps the keys', async () => {
    const { service, repositories } = startRegistering();
    await service.add({ ...FIELDS, audience: 'https://audience.example' });
    const [before] = await service.list();
    if (!before) throw new Error('Nothing was added');
    const keys = await repositories.registrationKeys.all();
    const values = { ...FIELDS, clientId: 'client-2', name: 'Ours', deployments: ['7'] };

    const change = await service.change({ id: before.id }, values);

    const kept = without(before, 'audience');
    expect(change).toEqual({ registration: { ...kept, ...values, version: 2 } });
    expect(await repositories.registrationKeys.all()).toEqual(keys);
    await expect(service.change({ id: 'nobody' }, values)).rejects.toMatchObject({
      id: 'not-found',
    });
    await expect(
      service.change({ id: before.id }, { ...values, jwksUrl: 'http://10.0.0.1/' }),
    ).resolves.toMatchObject({ problems: [{ field: 'jwksUrl' }] });
  });

  it.each<[string, (service: RegistrationService, id: string) => Promise<unknown>]>([
    ['other values', (service, id) => service.change({ id }, { ...FIELDS, name: 'Ours' })],
    ['being switched off', (service, id) => service.deactivate({ id })],
    ['being switched on', (service, id) => service.activate({ id })],
  ])('takes %s while launches teach deployments', async (what, change) => {
    const { service, repositories } = startRegistering();
    await service.add(FIELDS);
    const [before] = await service.list();
    if (!before) throw new Error('Nothing was added');
    const { registrations } = repositories;
    const known = await registrations.save({
      ...before,
      active: what !== 'being switched on',
      learnsDeployments: true,
    });
    const registry = createRegistry(repositories, () => new Date());
    await Promise.all([
      registry.learnDeployment(known, 'deployment-2'),
      change(service, known.id),
      change(service, known.id),
      registry.learnDeployment(known, 'deployment-3'),
    ]);
    const after = await registrations.get(known.id);
    expect(after?.version).toBeGreaterThan(known.version);
    expect(after?.active).toBe(what !== 'being switched off');
  });

  it('says not-found of a platform that is not there', async () => {
    const { service } = startRegistering();
    await expect(service.remove({ id: 'nobody' })).rejects.toMatchObject({ id: 'not-found' });
  });

  it.each([
    'http://moodle.example.org/',
    'https://localhost/',
    'https://moodle.localhost/',
    'https://moodle/',
    'https://moodle.local/',
    'https://moodle.internal./',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
  ])('refuses the internal address %s', async (address) => {
    const { service } = startRegistering();
    const fields = {
      ...FIELDS,
      issuer: address,
      authUrl: address,
      tokenUrl: address,
      jwksUrl: address,
    };

    const addition = await service.add(fields);

    const message = 'must be an https address on the public internet';
    expect(addition).toEqual({
      problems: ['issuer', 'authUrl', 'tokenUrl', 'jwksUrl'].map((field) => ({ field, message })),
    });
  });

  it('takes internal addresses where private platforms are allowed', async () => {
    const { service } = startRegistering(true);
    const fields = { ...FIELDS, issuer: 'http://localhost:3001', jwksUrl: 'http://10.1.2.3/jwks' };
    await expect(service.add(fields)).resolves.toHaveProperty('registration');
  });

  it.each([
    ['issuer', 'moodle'],
    ['authUrl', 'javascript:alert(1)'],
    ['tokenUrl', 'https://me:secret@moodle.example.org/'],
    ['jwksUrl', 'https://moodle.example.org/#x'],
    ['issuer', 'https://moodle.example.org;sandbox/'],
    ['authUrl', 'https://moodle,example.org/'],
    ['tokenUrl', 'https://*.example.org/'],
    ['clientId', ' '],
    ['deployments', []],
    ['name', 'x'.repeat(256)],
  ])('refuses the %s %j', async (field, value) => {
    const { service } = startRegistering(true);
    await expect(service.add({ ...FIELDS, [field]: value })).resolves.toEqual({
      problems: [{ field, message: expect.any(String) as string }],
    });
  });
});
