import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, loadConfig } from '../../lti-tool/config';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const SECRET = '0123456789abcdef'.repeat(4);

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig({ DATA_DIR: folder, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('evaluation mode needs no configuration and makes its own secret, for its owner only', () => {
  const config = loadConfig({ DATA_DIR: folder });
  expect(config).toMatchObject({
    mode: 'evaluation',
    port: 3000,
    baseUrl: 'http://localhost:3000',
    practiceLmsPort: 3001,
    mongoUri: undefined,
    allowPrivatePlatforms: 'loopback',
  });
  const file = path.join(folder, 'secret.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toBe(config.secretKey.toString('hex'));
  expect(loadConfig({ DATA_DIR: folder }).secretKey).toEqual(config.secretKey);
});

test('a secret that is being replaced comes with the one before', () => {
  const { secretKey, previousSecretKey } = loadConfig({
    DATA_DIR: folder,
    SECRET_KEY: SECRET,
    SECRET_KEY_PREVIOUS: 'a'.repeat(64),
  });
  expect(secretKey).toEqual(Buffer.from(SECRET, 'hex'));
  expect(previousSecretKey).toEqual(Buffer.alloc(32, 0xaa));
  expect(loadConfig({ DATA_DIR: folder }).previousSecretKey).toBeUndefined();
  expect(problemsOf({ SECRET_KEY_PREVIOUS: 'short' })).toEqual([
    expect.stringContaining('SECRET_KEY_PREVIOUS must be 64 hexadecimal digits'),
  ]);
});

test('a damaged secret stops the start instead of being replaced', () => {
  writeFileSync(path.join(folder, 'secret.key'), 'not a key');
  expect(problemsOf({})).toEqual([expect.stringContaining('secret.key holds no usable secret')]);
});

test('all wrong values are listed at once', () => {
  const problems = problemsOf({
    PORT: '99999',
    BASE_URL: 'ftp://x',
    SECRET_KEY: 'short',
    MONGODB_URI: 'http://db',
    LOG_LEVEL: 'loud',
    ALLOW_PRIVATE_PLATFORMS: 'maybe',
  });
  for (const name of [
    'PORT',
    'BASE_URL',
    'SECRET_KEY',
    'MONGODB_URI',
    'LOG_LEVEL',
    'ALLOW_PRIVATE_PLATFORMS',
  ]) {
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${name} `)));
  }
});

test('production asks for its address and its secret, together', () => {
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
    expect.stringContaining('BASE_URL is missing'),
    expect.stringContaining('SECRET_KEY is missing'),
  ]);
});

test('an address without its scheme is a problem like any other', () => {
  expect(problemsOf({ BASE_URL: 'training.example.org' })).toEqual([
    'BASE_URL must be an address such as https://training.example.org',
  ]);
});

test('production lists what is missing beside what is wrong', () => {
  expect(problemsOf({ NODE_ENV: 'production', PORT: 'x', BASE_URL: 'http://a.example' })).toEqual([
    expect.stringContaining('PORT'),
    expect.stringContaining('https'),
    expect.stringContaining('SECRET_KEY is missing'),
  ]);
});

test('production refuses plain http and the practice LMS', () => {
  expect(
    problemsOf({
      NODE_ENV: 'production',
      BASE_URL: 'http://training.example.org',
      SECRET_KEY: SECRET,
      PRACTICE_LMS: 'on',
    }),
  ).toEqual([expect.stringContaining('https'), expect.stringContaining('PRACTICE_LMS')]);
});

test('production has no practice LMS and reaches public platforms only, unless told', () => {
  const config = loadConfig({
    DATA_DIR: folder,
    NODE_ENV: 'production',
    BASE_URL: 'https://training.example.org/',
    SECRET_KEY: SECRET,
  });
  expect(config).toMatchObject({
    mode: 'production',
    baseUrl: 'https://training.example.org',
    practiceLmsPort: undefined,
    allowPrivatePlatforms: false,
  });
});

test('an empty value counts as not given', () => {
  expect(problemsOf({ PORT: '', BASE_URL: '', SECRET_KEY: '' })).toEqual([]);
});

test('the colour of certificates must be readable on white', () => {
  expect(problemsOf({ CERTIFICATE_ACCENT: '#5b2a6e' })).toEqual([]);
  expect(problemsOf({ CERTIFICATE_ACCENT: '#767676' })).toEqual([]);
  expect(problemsOf({ CERTIFICATE_ACCENT: '#777777' })).toEqual([
    expect.stringContaining('CERTIFICATE_ACCENT must be darker'),
  ]);
  expect(problemsOf({ CERTIFICATE_ACCENT: 'teal' })).toContain(
    'CERTIFICATE_ACCENT must be a colour such as #0a5466',
  );
});
