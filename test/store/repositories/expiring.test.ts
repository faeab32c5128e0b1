import { later, openForEach } from '../support/open';

describe('login attempts', () => {
  const current = openForEach();
  const ATTEMPT = {
    id: 'hash',
    registrationId: 'r',
    nonce: 'n',
    targetLinkUri: 'https://tool.example/',
    browserHash: 'b',
    expiresAt: later(1000),
  };

  it('are consumed by exactly one caller, of two processes', async () => {
    const { repositories, other } = current();
    const begun = await repositories.loginAttempts.begin(ATTEMPT);
    const got = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).loginAttempts.consume('hash'),
      ),
    );
    expect(got.filter((attempt) => attempt !== undefined)).toEqual([begun]);
    expect(await other.loginAttempts.consume('hash')).toBeUndefined();
  });

  it('cannot be consumed once expired, nor when unknown', async () => {
    const { repositories, setNow } = current();
    await repositories.loginAttempts.begin(ATTEMPT);
    setNow(later(1000));
    expect(await repositories.loginAttempts.consume('hash')).toBeUndefined();
    expect(await repositories.loginAttempts.consume('none')).toBeUndefined();
  });
});

describe('launch sessions', () => {
  const current = openForEach();
  const SESSION = {
    id: 'hash',
    enrolmentId: 'e',
    registrationId: 'r',
    deploymentId: 'd',
    contextId: 'c',
    role: 'participant',
    formSecret: 'f',
    expiresAt: later(1000),
  } as const;

  it('last until they expire', async () => {
    const { repositories, setNow } = current();
    const started = await repositories.launchSessions.start(SESSION);
    expect(await repositories.launchSessions.get('hash')).toEqual(started);
    setNow(later(1000));
    expect(await repositories.launchSessions.get('hash')).toBeUndefined();
  });

  it('are swept away in any number once expired', async () => {
    const { repositories, store, setNow } = current();
    await Promise.all(
      Array.from({ length: 1_001 }, (_, i) =>
        repositories.launchSessions.start({ ...SESSION, id: `old-${i}` }),
      ),
    );
    await repositories.launchSessions.start({ ...SESSION, id: 'new', expiresAt: later(5000) });
    setNow(later(1000));
    expect(await store.sweep()).toBe(1_001);
    expect(await repositories.launchSessions.get('new')).toBeDefined();
  });
});
