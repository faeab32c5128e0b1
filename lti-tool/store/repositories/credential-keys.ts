import type { CredentialKey } from '../../domain/credential-key';
import { type Collection, DuplicateKey, type Unsaved } from '../collection';
import { collect } from './collect';

export type CredentialKeyRepository = ReturnType<typeof credentialKeyRepository>;

export function credentialKeyRepository(collection: Collection<CredentialKey>) {
  return {
    /** Every key that ever signed. */
    all: (): Promise<CredentialKey[]> => collect(collection.stream({})),

    /** The first key, made if there is none. Of two processes at once, both get the same one. */
    async first(make: () => Promise<Unsaved<CredentialKey>>): Promise<CredentialKey> {
      const find = async () => (await collection.find({ generation: 1 })).documents[0];
      const known = await find();
      if (known) return known;
      try {
        return await collection.insert(await make());
      } catch (error) {
        const winner = error instanceof DuplicateKey ? await find() : undefined;
        if (winner) return winner;
        throw error;
      }
    },

    /** @throws Conflict when the key changed since it was read. */
    save: (key: CredentialKey): Promise<CredentialKey> => collection.replace(key),
  };
}
