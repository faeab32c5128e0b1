import { checkWords, type EditionWords } from './certificate/own-words';
import { createPrinter, type Printer } from './certificate/printer';
import { createRenderPool } from './certificate/render-pool';
import type { Signatory } from './certificate/signature/cms';
import { readIdentity } from './certificate/signature/identity';
import { composeStationery } from './compose-stationery';
import { type Config, ConfigError } from './config';
import type { Programmes } from './content/programme';
import { completionRules } from './content/requirements';
import { type CredentialKeys, createCredentialKeys } from './features/credential/keys';
import { createCredentialService, type CredentialService } from './features/credential/service';
import type { Seal } from './lti/seal';
import type { Repositories } from './store/repositories';
import {
  CREDENTIAL_ACHIEVEMENTS,
  CREDENTIAL_ISSUER,
  CREDENTIAL_KEYS,
  CREDENTIAL_STATUS,
} from './web/paths';

interface Shared {
  readonly config: Config;
  readonly repositories: Repositories;
  readonly seal: Seal;
  readonly now: () => Date;
}

/** What makes certificates, and what anyone needs to check them. */
export interface Printing {
  readonly printer: Printer;
  readonly credentials: CredentialService;
  /** Who signs the files. */
  readonly signatory: () => Promise<Signatory>;
  /** Finishes the certificates that are being printed, and ends the threads. */
  close(): Promise<void>;
}

/** @throws ConfigError when a file that certificates need cannot be used, or is missing. */
export async function composePrinting(shared: Shared, programmes: Programmes): Promise<Printing> {
  const { config, repositories, now } = shared;
  const { baseUrl } = config;
  const editions = [...programmes.byEdition.values()].map((programme) => ({
    ...programme.edition,
    editionId: programme.edition.id,
    trainingTitle: programme.title,
    requirements: completionRules(programme).requirements,
  }));
  const keys = composeCredentialKeys(shared);
  const isIssued = editions.some(({ issuer }) => issuer !== '');
  await checkEditions(editions);
  const { organizerSigns, materials } = await composeStationery(config, isIssued, now);
  const pool = createRenderPool(async () => ({ materials: await materials(), at: now() }));
  let signatory: Promise<Signatory> | undefined;
  const readSignatory = async (): Promise<Signatory> => {
    const { p12, passphrase } = await materials();
    return readIdentity(Buffer.from(p12), passphrase, now());
  };
  const addresses = {
    issuer: `${baseUrl}${CREDENTIAL_ISSUER}`,
    achievement: (editionId: string) => `${baseUrl}${CREDENTIAL_ACHIEVEMENTS}/${editionId}`,
    statusList: (list: number) => `${baseUrl}${CREDENTIAL_STATUS}/${list}`,
  };
  return {
    printer: createPrinter({
      organizerSigns,
      addresses,
      render: (fields, credential) => pool.render(fields, credential),
      signCredential: (payload) => keys.sign(payload),
    }),
    credentials: createCredentialService({
      certificates: repositories.certificates,
      keys,
      addresses,
      issuer: programmes.usual.edition.issuer,
      editions,
      now,
    }),
    signatory: () =>
      // A failure is not kept: the next one tries again.
      (signatory ??= readSignatory().catch((error: unknown) => {
        signatory = undefined;
        throw error;
      })),
    close: () => pool.close(),
  };
}

/** What an edition says must be printable before anyone waits for its certificate. */
async function checkEditions(
  editions: readonly (EditionWords & { readonly editionId: string })[],
): Promise<void> {
  const problems: string[] = [];
  for (const edition of editions) {
    await checkWords(edition).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      problems.push(
        `The certificate of the edition ${edition.editionId} cannot be printed: ${why}`,
      );
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

export function composeCredentialKeys({ config, repositories, seal, now }: Shared): CredentialKeys {
  return createCredentialKeys({
    keys: repositories.credentialKeys,
    seal,
    addressOf: (id) => `${config.baseUrl}${CREDENTIAL_KEYS}/${id}`,
    now,
  });
}
