import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareStationery } from '../../lti-tool/certificate/stationery';
import { composeStationery } from '../../lti-tool/compose-stationery';
import { ConfigError, loadConfig } from '../../lti-tool/config';

jest.setTimeout(60_000);

const P12 = path.join(__dirname, '../fixtures/certificate/signer.p12');
const NOW = new Date('2026-11-24T09:00:00Z');
const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://training.example.org',
  SECRET_KEY: '0123456789abcdef'.repeat(4),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stationery-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const compose = (env: NodeJS.ProcessEnv, isIssued: boolean) =>
  composeStationery(loadConfig({ DATA_DIR: folder, ...env }), isIssued, () => NOW);

async function problemsOf(env: NodeJS.ProcessEnv, isIssued: boolean): Promise<readonly string[]> {
  try {
    await compose(env, isIssued);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('without a key the tool makes its own once, for its owner only, and signs specimens', async () => {
  const { organizerSigns, materials } = await compose({}, true);
  expect(organizerSigns).toBe(false);
  const [first, second] = await Promise.all([materials(), materials()]);
  expect(second.p12).toEqual(first.p12);
  expect(statSync(path.join(folder, 'specimen.p12')).mode & 0o777).toBe(0o600);
  expect((await (await compose({}, true)).materials()).p12).toEqual(first.p12);
  const { identity } = await prepareStationery(first, NOW);
  expect(identity.certificate.subject.getField('CN')).toMatchObject({
    value: expect.stringContaining('SPECIMEN') as string,
  });
});

test('production refuses to start without a key once an edition names an issuer', async () => {
  expect(await problemsOf(PRODUCTION, true)).toEqual([
    expect.stringMatching(/^CERTIFICATE_P12 is missing/),
  ]);
  expect(await problemsOf(PRODUCTION, false)).toEqual([]);
  const key = { CERTIFICATE_P12: P12, CERTIFICATE_P12_PASSPHRASE: 'specimen' };
  expect(await problemsOf({ ...PRODUCTION, ...key }, true)).toEqual([]);
});

test('the organizer’s key and pictures are used', async () => {
  const logo = path.join(folder, 'logo.svg');
  writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>');
  const { organizerSigns, materials } = await compose(
    {
      CERTIFICATE_P12: P12,
      CERTIFICATE_P12_PASSPHRASE: 'specimen',
      CERTIFICATE_LOGO: logo,
      CERTIFICATE_ACCENT: '#5B2A6E',
    },
    true,
  );
  expect(organizerSigns).toBe(true);
  expect(await materials()).toEqual({
    accent: '#5B2A6E',
    logo: readFileSync(logo),
    p12: readFileSync(P12),
    passphrase: 'specimen',
  });
});

test('every file that cannot be used is named, without its passphrase', async () => {
  const copy = path.join(folder, 'key.p12');
  copyFileSync(P12, copy);
  const problems = await problemsOf(
    {
      CERTIFICATE_P12: copy,
      CERTIFICATE_P12_PASSPHRASE: 'wrong-secret',
      CERTIFICATE_LOGO: path.join(folder, 'none.png'),
      CERTIFICATE_SIGNATURE: copy,
    },
    false,
  );
  expect(problems).toEqual([
    expect.stringMatching(/^CERTIFICATE_P12 .*passphrase does not fit/),
    'CERTIFICATE_LOGO cannot be used: no such file',
    expect.stringMatching(/^CERTIFICATE_SIGNATURE .*neither PNG nor SVG/),
  ]);
  expect(problems.join()).not.toContain('wrong-secret');
});
