import type { KeyObject } from 'node:crypto';

import type { LtijsDatabase, LtijsQuery } from 'ltijs';

import type { Registration } from '../../domain/registration';
import type { Registry } from '../registry';

/** The platform that the guard found; ltijs asks for it by name, and never for a key. */
export interface Platform {
  readonly registration: Registration;
  /** The key under which launches claim to be signed; not needed by a login. */
  readonly key: KeyObject | undefined;
}

/**
 * ltijs's `database.plugin`, instead of its own mongoose connection: at most one platform, and our
 * public keys. Nothing is written: states, nonces, id tokens and context tokens are ltijs's
 * substitutes for what the guard and the launch session do.
 */
export function createLtijsDatabase(
  registry: Pick<Registry, 'keys'>,
  only?: Platform,
): LtijsDatabase {
  const platform = ({ platformUrl, clientId }: LtijsQuery): object[] => {
    const { issuer, clientId: ours } = only?.registration ?? {};
    return only && issuer === platformUrl && ours === clientId ? [toPlatform(only)] : [];
  };
  const publicKeys = async (): Promise<object[]> =>
    (await registry.keys()).map(({ id, publicKey }) => ({ kid: id, key: publicKey }));

  const read = (collection: string, query: LtijsQuery): object[] | Promise<object[]> => {
    switch (collection) {
      case 'platform':
        return platform(query);
      case 'platformStatus':
        // The guard lets nothing through for a platform that is switched off.
        return [{ active: true }];
      case 'publickey':
        return publicKeys();
      case 'nonce':
      case 'state':
        return [];
      default:
        throw new Error(`ltijs asked for ${collection}, which is not kept for it`);
    }
  };

  const nothing = () => Promise.resolve(true);
  return {
    setup: nothing,
    Close: nothing,
    async Get(_key, collection, query = {}) {
      const found = await read(collection, query);
      return found.length > 0 && found;
    },
    Insert: nothing,
    Replace: nothing,
    Modify: nothing,
    Delete: nothing,
  };
}

function toPlatform({ registration, key }: Platform): object {
  return {
    platformName: registration.name,
    platformUrl: registration.issuer,
    clientId: registration.clientId,
    authEndpoint: registration.authUrl,
    accesstokenEndpoint: registration.tokenUrl,
    authorizationServer: registration.audience,
    kid: registration.id,
    authConfig: { method: 'RSA_KEY', key },
  };
}
