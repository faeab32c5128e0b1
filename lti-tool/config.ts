import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * How this process runs. Evaluation mode needs no configuration at all; production asks for
 * everything that must not be guessed.
 */
export interface Config {
  readonly mode: 'evaluation' | 'production';
  readonly port: number;
  /** Address to listen on; undefined: every one. */
  readonly host: string | undefined;
  /** Origin of the tool as browsers and platforms see it, without a trailing slash. */
  readonly baseUrl: string;
  /** Absolute path; holds the embedded store and, in evaluation mode, the generated secret. */
  readonly dataFolder: string;
  /** Absent: the embedded store. */
  readonly mongoUri: string | undefined;
  /** 32 bytes, encrypts the platforms' private keys at rest. */
  readonly secretKey: Buffer;
  /** The secret before, while it is being replaced: still opens what it encrypted. */
  readonly previousSecretKey: Buffer | undefined;
  /** Absent: no practice LMS. */
  readonly practiceLmsPort: number | undefined;
  /** Which platform the practice LMS behaves as. */
  readonly practiceLmsMode: 'moodle' | 'canvas';
  /** Which platforms may be inside: every one, none, or those on this very machine. */
  readonly allowPrivatePlatforms: boolean | 'loopback';
  /** How many reverse proxies stand in front (Express's `trust proxy`). */
  readonly trustedProxies: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Id of the edition in course-content/editions/. */
  readonly edition: string;
  readonly certificate: CertificateConfig;
}

/** What certificates are signed with and look like. Files are read when the tool is composed. */
export interface CertificateConfig {
  /** The key of the signature, a PKCS #12 file. Absent: certificates are specimens. */
  readonly p12: { readonly file: string; readonly passphrase: string } | undefined;
  /** PNG or SVG. */
  readonly logoFile: string | undefined;
  /** The signatory's signature, PNG or SVG. */
  readonly signatureFile: string | undefined;
  /** For example `#0a5466`; absent: the tool's own. */
  readonly accent: string | undefined;
}

/** The environment does not make a configuration; `problems` names every wrong or missing value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(1, 'must be a port number, 1 to 65535')
  .max(65_535, 'must be a port number, 1 to 65535');

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((text) => text === 'true');

const secretKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (make one with: openssl rand -hex 32)')
  .transform((hex) => Buffer.from(hex, 'hex'));

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(3000),
  HOST: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')], 'must be an IP address').optional(),
  BASE_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an address such as https://training.example.org',
      abort: true,
    })
    .refine((url) => new URL(url).pathname === '/', 'must be an origin, without a path')
    .transform((url) => new URL(url).origin)
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
  SECRET_KEY: secretKey.optional(),
  SECRET_KEY_PREVIOUS: secretKey.optional(),
  PRACTICE_LMS: z.enum(['on', 'off'], 'must be on or off').optional(),
  PRACTICE_LMS_PORT: port.default(3001),
  PRACTICE_LMS_MODE: z.enum(['moodle', 'canvas'], 'must be moodle or canvas').default('moodle'),
  ALLOW_PRIVATE_PLATFORMS: flag.optional(),
  TRUST_PROXY: z.coerce.number('must be a number of proxies').int().min(0).max(10).default(0),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    )
    .default('info'),
  EDITION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the name of a file in course-content/editions, without .yaml')
    .default('asia-2020'),
  CERTIFICATE_P12: z.string().optional(),
  CERTIFICATE_P12_PASSPHRASE: z.string().default(''),
  CERTIFICATE_LOGO: z.string().optional(),
  CERTIFICATE_SIGNATURE: z.string().optional(),
  CERTIFICATE_ACCENT: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0a5466')
    .refine(isDark, 'must be darker: text in this colour needs a contrast of 4.5 to 1 on white')
    .optional(),
});

/**
 * Reads the whole configuration. Empty values count as not given.
 * @param env `process.env` unless given.
 * @throws ConfigError listing every problem at once.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const mode = given['NODE_ENV'] === 'production' ? 'production' : 'evaluation';
  const parsed = schema.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map(
      ({ path: [name], message }) => `${String(name)} ${message}`,
    ),
    ...(mode === 'production' ? productionProblems(given) : []),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  const dataFolder = path.resolve(values.DATA_DIR);
  return {
    mode,
    port: values.PORT,
    host: values.HOST ?? (mode === 'evaluation' ? 'localhost' : undefined),
    baseUrl: values.BASE_URL ?? `http://localhost:${values.PORT}`,
    dataFolder,
    mongoUri: values.MONGODB_URI,
    secretKey: values.SECRET_KEY ?? keptSecret(dataFolder),
    previousSecretKey: values.SECRET_KEY_PREVIOUS,
    practiceLmsPort:
      mode === 'evaluation' && values.PRACTICE_LMS !== 'off' ? values.PRACTICE_LMS_PORT : undefined,
    practiceLmsMode: values.PRACTICE_LMS_MODE,
    allowPrivatePlatforms:
      values.ALLOW_PRIVATE_PLATFORMS ?? (mode === 'evaluation' ? 'loopback' : false),
    trustedProxies: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    edition: values.EDITION,
    certificate: {
      p12: values.CERTIFICATE_P12
        ? { file: values.CERTIFICATE_P12, passphrase: values.CERTIFICATE_P12_PASSPHRASE }
        : undefined,
      logoFile: values.CERTIFICATE_LOGO,
      signatureFile: values.CERTIFICATE_SIGNATURE,
      accent: values.CERTIFICATE_ACCENT,
    },
  };
}

/** Adds the variables of a `.env` file in the working folder, if there is one; given ones win. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** What production asks for besides values of the right form. */
function productionProblems(given: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  if (!given['BASE_URL']) {
    problems.push('BASE_URL is missing: the https address under which platforms reach this tool');
  } else if (given['BASE_URL'].startsWith('http:')) {
    problems.push('BASE_URL must start with https: in production');
  }
  if (!given['SECRET_KEY']) {
    problems.push('SECRET_KEY is missing: make one with: openssl rand -hex 32');
  }
  if (given['PRACTICE_LMS'] === 'on') {
    problems.push('PRACTICE_LMS must not be on in production: anyone could sign in there');
  }
  return problems;
}

/** WCAG 2.2, 1.4.3: relative luminance, and a contrast of at least 4.5 to 1 on white. */
function isDark(hex: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5;
}

/** Evaluation mode makes its own secret once, readable by its owner only. */
function keptSecret(dataFolder: string): Buffer {
  const file = path.join(dataFolder, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  const kept = secretKey.safeParse(readFileSync(file, 'utf8').trim());
  if (!kept.success) {
    throw new ConfigError([
      `${file} holds no usable secret: restore it, or remove it to start anew`,
    ]);
  }
  return kept.data;
}
