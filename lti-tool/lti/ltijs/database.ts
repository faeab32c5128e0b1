import type { AsyncLocalStorage } from 'node:async_hooks';

import type { LtijsDatabase, LtijsQuery } from 'ltijs';

import type { Registration } from '../../domain/registration';
import type { PlatformKey } from '../platform-keys';
import type { Registry } from '../registry';

/**
 * ltijs's `database.plugin`: our registrations, read-only, instead of its own mongoose connection.
 * Its states, nonces, id tokens and context tokens are not kept: the guard binds launches, and a
 * launch session begins in the same request.
 * @param launchKey the platform's key of the launch that is being validated. ltijs asks for a
 *   platform, not for a key, and would fetch the key set anew for every launch.
 */
export function createLtijsDatabase(
  registry: Registry,
  launchKey: AsyncLocalStorage<PlatformKey>,
): LtijsDatabase {
  const readers: Readonly<Record<string, (query: LtijsQuery) => Promise<object[]>>> = {
    async platform(query) {
      const registration = await registry.byClient(
        text(query, 'platformUrl'),
        text(query, 'clientId'),
      );
      return registration ? [toPlatform(registration, launchKey.getStore())] : [];
    },
    async platformStatus(query) {
      const registration = await registry.get(text(query, 'id'));
      return [{ active: registration?.active === true }];
    },
    async publickey() {
      return (await registry.keys()).map(({ id, publicKey }) => ({ kid: id, key: publicKey }));
    },
    nonce: () => Promise.resolve([]),
    state: () => Promise.resolve([]),
  };
  const done = () => Promise.resolve(true);
  return {
    setup: done,
    Close: done,
    async Get(_key, collection, query = {}) {
      const found = await readers[collection]?.(query);
      if (!found) throw new Error(`ltijs asked for ${collection}, which is not kept for it`);
      return found.length > 0 && found;
    },
    Insert: done,
    Replace: done,
    Modify: done,
    Delete: done,
  };
}

/** Strings only: an object would be an operator in a query. */
function text(query: LtijsQuery, field: string): string {
  const value = query[field];
  if (typeof value !== 'string') throw new Error(`ltijs asked without a plain ${field}`);
  return value;
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
