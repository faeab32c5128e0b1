import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ACCENT, prepareLook } from './certificate/look';
import { readIdentity } from './certificate/signature/identity';
import { makeOwnIdentity, OWN_PASSPHRASE } from './certificate/signature/own-identity';
import type { StationeryMaterials } from './certificate/stationery';
import { type Config, ConfigError } from './config';

/** What certificates are made with. */
export interface ComposedStationery {
  /** Whether the organizer brought the key. */
  readonly organizerSigns: boolean;
  readonly materials: () => Promise<StationeryMaterials>;
}

/**
 * Reads the key and the pictures at the start, so that a wrong file is known before anyone waits
 * for a certificate. The tool's own key is made with the first specimen: it takes a second.
 *
 * @param isIssued whether an edition names an issuer: an organization that has agreed to issue.
 * @throws ConfigError listing every file that is missing or cannot be used.
 */
export async function composeStationery(
  config: Config,
  isIssued: boolean,
  now: () => Date,
): Promise<ComposedStationery> {
  const { p12, logoFile, signatureFile, accent = DEFAULT_ACCENT } = config.certificate;
  const problems: string[] = [];
  if (!p12 && isIssued && config.mode === 'production') {
    problems.push(
      'CERTIFICATE_P12 is missing: an edition names an issuer, whose key must sign its certificates',
    );
  }
  async function usable(
    variable: string,
    file: string | undefined,
    check: (bytes: Buffer) => unknown,
  ): Promise<Buffer | undefined> {
    if (file === undefined) return undefined;
    try {
      if (!existsSync(file)) throw new Error('no such file');
      const bytes = readFileSync(file);
      await check(bytes);
      return bytes;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      problems.push(`${variable} cannot be used: ${why}`);
      return undefined;
    }
  }
  const key = await usable('CERTIFICATE_P12', p12?.file, (bytes) =>
    readIdentity(bytes, p12?.passphrase ?? '', now()),
  );
  const logo = await usable('CERTIFICATE_LOGO', logoFile, (bytes) =>
    prepareLook({ accent, logo: bytes }),
  );
  const signature = await usable('CERTIFICATE_SIGNATURE', signatureFile, (bytes) =>
    prepareLook({ accent, signature: bytes }),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  const look = { accent, ...(logo && { logo }), ...(signature && { signature }) };
  return {
    organizerSigns: key !== undefined,
    materials: async () =>
      key
        ? { ...look, p12: key, passphrase: p12?.passphrase ?? '' }
        : { ...look, p12: await ownKey(config.dataFolder, now), passphrase: OWN_PASSPHRASE },
  };
}

/** Made once, readable by its owner only, like the tool's other secret. */
async function ownKey(dataFolder: string, now: () => Date): Promise<Buffer> {
  const file = path.join(dataFolder, 'specimen.p12');
  if (!existsSync(file)) {
    const made = await makeOwnIdentity(now(), randomBytes);
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const half = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(half, made, { mode: 0o600, flag: 'wx' });
    try {
      // Whole or not at all; of two processes at once, the faster one's key is the one.
      linkSync(half, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(half);
    }
  }
  return readFileSync(file);
}
