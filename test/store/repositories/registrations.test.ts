import { Conflict, DuplicateKey } from '../../../lti-tool/store/collection';
import { openForEach, START } from '../support/open';

function registration(id: string, issuer: string, clientId: string) {
  return {
    id,
    issuer,
    clientId,
    name: 'A platform',
    authUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    jwksUrl: `${issuer}/jwks`,
    deployments: [],
    active: true,
    createdAt: START,
  };
}

describe('registrations', () => {
  const current = openForEach();
  const ISSUER = 'https://moodle.example';

  it('are found by id, issuer and client', async () => {
    const { registrations } = current().repositories;
    const a = await registrations.add(registration('1', ISSUER, 'a'));
    const b = await registrations.add(registration('2', ISSUER, 'b'));
    const c = await registrations.add(registration('3', 'https://other.example', 'a'));
    expect(await registrations.get('1')).toEqual(a);
    expect(await registrations.byIssuer(ISSUER)).toEqual([a, b]);
    expect(await registrations.byClient('https://other.example', 'a')).toEqual(c);
    expect(await registrations.byClient(ISSUER, 'none')).toBeUndefined();
    expect(await registrations.all()).toEqual([a, b, c]);
  });

  it('are one for each issuer and client id', async () => {
    const { registrations } = current().repositories;
    await registrations.add(registration('1', ISSUER, 'a'));
    const again = registrations.add(registration('2', ISSUER, 'a'));
    await expect(again).rejects.toThrow(DuplicateKey);
    await expect(again).rejects.toMatchObject({ index: 'issuer,clientId' });
  });

  it('are changed by who read them last, and removed', async () => {
    const { registrations } = current().repositories;
    const first = await registrations.add(registration('1', ISSUER, 'a'));
    const second = await registrations.save({ ...first, active: false, deployments: ['d'] });
    expect(await registrations.get('1')).toEqual(second);
    await expect(registrations.save(first)).rejects.toThrow(Conflict);
    await registrations.remove('1');
    expect(await registrations.get('1')).toBeUndefined();
  });
});

describe('registration keys', () => {
  const current = openForEach();
  const key = (id: string, registrationId: string) => ({
    id,
    registrationId,
    publicKey: 'PEM',
    sealedPrivateKey: 'sealed',
    createdAt: START,
  });

  it('belong to their registration', async () => {
    const { registrationKeys } = current().repositories;
    const a = await registrationKeys.add(key('a', 'r1'));
    const b = await registrationKeys.add(key('b', 'r1'));
    const c = await registrationKeys.add(key('c', 'r2'));
    expect(await registrationKeys.of('r1')).toEqual([a, b]);
    expect(await registrationKeys.all()).toEqual([a, b, c]);
    await registrationKeys.removeOf('r1');
    expect(await registrationKeys.all()).toEqual([c]);
  });

  it('have one kid each', async () => {
    const { registrationKeys } = current().repositories;
    await registrationKeys.add(key('a', 'r1'));
    await expect(registrationKeys.add(key('a', 'r2'))).rejects.toThrow(DuplicateKey);
  });
});
