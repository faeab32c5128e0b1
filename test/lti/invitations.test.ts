import { randomBytes } from 'node:crypto';
import { createInvitationService } from '../../lti-tool/lti/invitations';
import type { Invitations } from '../../lti-tool/lti/port';
import type { Repositories } from '../../lti-tool/store/repositories';
import { later, openForEach, START } from '../store/support/open';

const DAY = 24 * 60 * 60 * 1000;

describe('invitations', () => {
  const current = openForEach();
  let time = START;
  const setTime = (to: Date): void => {
    time = to;
    current().setNow(to);
  };
  const serviceOn = ({ invitations }: Repositories): Invitations =>
    createInvitationService({
      invitations,
      randomBytes,
      now: () => time,
      baseUrl: 'https://tool.example',
    });
  const codeOf = (url: string): string => url.split('/').at(-1) ?? '';
  beforeEach(() => {
    time = START;
  });

  /** What one invitation's code is good for, in this process or another. */
  async function invited() {
    const { repositories, other } = current();
    const [service, elsewhere] = [serviceOn(repositories), serviceOn(other)];
    const { url, expiresAt } = await service.create('command');
    return { service, elsewhere, code: codeOf(url), url, expiresAt };
  }

  const invalid = { id: 'invitation-invalid', status: 403 };
  const held = { id: 'invitation-held', status: 409 };
  const succeed = () => Promise.resolve('done');

  it('are links with 256 random bits, good for seven days', async () => {
    const { url, expiresAt, service, code } = await invited();
    expect(url).toMatch(/^https:\/\/tool\.example\/lti\/register\/[\w-]{43}$/);
    expect(expiresAt).toEqual(later(7 * DAY));
    expect(await service.find(code)).toEqual({ expiresAt });
    const other = await service.create('command');
    expect(other.url).not.toBe(url);
  });

  it('are stored as a hash only, with who made them', async () => {
    const { service } = await invited();
    const added = jest.spyOn(current().repositories.invitations, 'add');
    const { url } = await service.create('enrolment-7');
    const [stored] = added.mock.calls[0] ?? [];
    expect(JSON.stringify(stored)).not.toContain(codeOf(url));
    expect(stored).toMatchObject({ createdBy: 'enrolment-7' });
  });

  it('are used up by work that succeeds', async () => {
    const { service, elsewhere, code } = await invited();
    await expect(service.spend(code, succeed)).resolves.toBe('done');
    await expect(service.spend(code, succeed)).rejects.toMatchObject(invalid);
    await expect(elsewhere.find(code)).rejects.toMatchObject(invalid);
  });

  it('work again after work that failed', async () => {
    const { service, elsewhere, code } = await invited();
    const failure = new Error('The platform refused');
    await expect(service.spend(code, () => Promise.reject(failure))).rejects.toBe(failure);
    await expect(elsewhere.spend(code, succeed)).resolves.toBe('done');
  });

  it('let one of several at once work, of two processes', async () => {
    const { service, elsewhere, code } = await invited();
    let worked = 0;
    const work = async (): Promise<void> => {
      worked += 1;
      await new Promise((resolve) => setImmediate(resolve));
    };
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? service : elsewhere).spend(code, work)),
    );
    expect(worked).toBe(1);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('say that they are being used while they are, and no longer when that process died', async () => {
    const { service, elsewhere, code } = await invited();
    const neverEnds = new Promise<never>(() => undefined);
    let begun = (): void => undefined;
    const working = new Promise<void>((resolve) => {
      begun = resolve;
    });
    void service.spend(code, () => {
      begun();
      return neverEnds;
    });
    await working;
    await expect(elsewhere.spend(code, succeed)).rejects.toMatchObject(held);
    setTime(later(2 * 60_000 - 1));
    await expect(elsewhere.spend(code, succeed)).rejects.toMatchObject(held);
    setTime(later(2 * 60_000));
    await expect(elsewhere.spend(code, succeed)).resolves.toBe('done');
  });

  it('are over after seven days, and swept away', async () => {
    const { service, code } = await invited();
    setTime(later(7 * DAY));
    await expect(service.find(code)).rejects.toMatchObject(invalid);
    await expect(service.spend(code, succeed)).rejects.toMatchObject(invalid);
    expect(await current().store.sweep()).toBe(1);
  });

  it.each(['', 'x', '0'.repeat(43), '__proto__', '{"$ne":null}', 'x'.repeat(100_000)])(
    'are not guessed: %s',
    async (code) => {
      const { service } = await invited();
      await expect(service.spend(code.slice(0, 90_000), succeed)).rejects.toMatchObject(invalid);
    },
  );
});
