import type { AsyncLocalStorage } from 'node:async_hooks';

import type { LtijsDatabase, LtijsQuery } from 'ltijs';

import type { Registration } from '../../domain/registration';
import type { PlatformKey } from '../platform-keys';
import type { Registry } from '../registry';

/** What one call of ltijs is about. ltijs asks for a platform by name, and never for a key. */
export interface Current {
  readonly registration: Registration;
  /** The platform's key under which a launch claims to be signed; not needed by a login. */
  readonly key?: PlatformKey;
}

/**
 * ltijs's `database.plugin`, instead of its own mongoose connection: the platform that the guard
 * found, and our public keys. Nothing is written: states, nonces, id tokens and context tokens are
 * ltijs's substitutes for what the guard and the launch session do.
 */
export function createLtijsDatabase(
  registry: Pick<Registry, 'keys'>,
  current: AsyncLocalStorage<Current>,
): LtijsDatabase {
  const platform = ({ platformUrl, clientId }: LtijsQuery): object[] => {
    const { registration, key } = current.getStore() ?? {};
    const isCurrent = registration?.issuer === platformUrl && registration?.clientId === clientId;
    return registration && isCurrent ? [toPlatform(registration, key)] : [];
  };
  const publicKeys = async (): Promise<object[]> =>
    (await registry.keys()).map(({ id, publicKey }) => ({ kid: id, key: publicKey }));

  const read = (collection: string, query: LtijsQuery): object[] | Promise<object[]> => {
    switch (collection) {
      case 'platform':
        return platform(query);
      case 'platformStatus':
        return [{ active: current.getStore()?.registration.active === true }];
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

function toPlatform(registration: Registration, key: PlatformKey | undefined): object {
  return {
    platformName: registration.name,
    platformUrl: registration.issuer,
    clientId: registration.clientId,
    authEndpoint: registration.authUrl,
    accesstokenEndpoint: registration.tokenUrl,
    authorizationServer: registration.audience,
    kid: registration.id,
    authConfig: { method: 'JWK_KEY', key },
  };
}
