import { runPlatformCommand } from '../../scripts/platform-command';
import { startRegistering } from './support/registering';

const ADD = [
  'add',
  ...['--issuer', 'https://moodle.example.org', '--client-id', 'client-1'],
  ...['--auth-url', 'https://moodle.example.org/mod/lti/auth.php'],
  ...['--token-url', 'https://moodle.example.org/mod/lti/token.php'],
  ...['--jwks-url', 'https://moodle.example.org/mod/lti/certs.php'],
  ...['--deployment', '1', '--deployment', '2'],
];
const WHICH = ['--issuer', 'https://moodle.example.org', '--client-id', 'client-1'];

describe('the platform command', () => {
  const { service, repositories } = startRegistering();

  async function run(...args: string[]) {
    let result = '';
    let words = '';
    const code = await runPlatformCommand(args, service, {
      result: (text) => (result += text),
      words: (text) => (words += text),
    });
    return { code, words, result: result === '' ? undefined : (JSON.parse(result) as unknown) };
  }

  it('adds, lists, deactivates, activates and removes a platform', async () => {
    const added = await run(...ADD, '--name', 'Our Moodle', '--audience', 'https://a.example');
    expect(added).toMatchObject({
      code: 0,
      words: '',
      result: {
        issuer: 'https://moodle.example.org',
        clientId: 'client-1',
        name: 'Our Moodle',
        audience: 'https://a.example',
        deployments: ['1', '2'],
        active: true,
      },
    });
    const { id } = added.result as { id: string };

    expect((await run('list')).result).toMatchObject([{ id }]);
    expect((await run('deactivate', '--id', id)).result).toMatchObject({ active: false });
    expect((await run('list')).result).toMatchObject([{ id, active: false }]);
    expect((await run('activate', ...WHICH)).result).toMatchObject({ id, active: true });
    expect((await run('remove', ...WHICH)).result).toMatchObject({ id });
    expect((await run('list')).result).toEqual([]);
  });

  it('renews the keys of a platform, and the seal of all keys', async () => {
    await run(...ADD);
    const rotated = await run('rotate-keys', ...WHICH);
    expect(rotated).toMatchObject({ code: 0, result: { kid: expect.any(String) as string } });
    const keys = await repositories.registrationKeys.all();
    expect(keys.filter(({ retiredAt }) => !retiredAt).map(({ id }) => id)).toEqual([
      (rotated.result as { kid: string }).kid,
    ]);
    expect(await run('reseal')).toMatchObject({ code: 0, result: { resealed: 0 } });
    expect(await run('rotate-keys', '--id', 'nobody')).toMatchObject({ code: 1 });
    await run('remove', ...WHICH);
  });

  it('refuses what the service refuses: exit code 1, in words', async () => {
    const refused = await run(...ADD, '--jwks-url', 'http://localhost/jwks');
    expect(refused.code).toBe(1);
    expect(refused.result).toBeUndefined();
    expect(refused.words).toContain('--jwks-url must be an https address on the public internet');

    const noDeployment = await run(...ADD.slice(0, 11));
    expect(noDeployment.code).toBe(1);
    expect(noDeployment.words).toContain('--deployment is missing');

    const gone = await run('remove', '--id', 'nobody');
    expect(gone.code).toBe(1);
    expect(gone.words).toContain('There is no such registration');
  });

  it.each([
    [[]],
    [['grow']],
    [['list', 'everything']],
    [['list', '--loud']],
    [['add']],
    [['add', '--issuer']],
    [[...ADD, '--id', 'mine']],
    [['remove']],
    [['remove', '--issuer', 'https://moodle.example.org']],
    [['activate', '--id', 'x', ...WHICH]],
    [['rotate-keys']],
  ])('explains itself on the wrong usage %j: exit code 2', async (args) => {
    const { code, words, result } = await run(...args);
    expect(code).toBe(2);
    expect(result).toBeUndefined();
    expect(words).toContain('Usage: npm run platform');
  });
});
