import type { RegistrationKey } from '../../domain/registration-key';
import type { Collection, Unsaved } from '../collection';
import { collect } from './collect';

export function registrationKeyRepository(collection: Collection<RegistrationKey>) {
  return {
    of: (registrationId: string): Promise<RegistrationKey[]> =>
      collect(collection.stream({ registrationId })),

    all: (): Promise<RegistrationKey[]> => collect(collection.stream({})),

    /** The id is the `kid`, chosen by the caller.
     * @throws DuplicateKey when the `kid` exists. */
    add: (key: Unsaved<RegistrationKey>): Promise<RegistrationKey> => collection.insert(key),

    /** @throws Conflict when the key changed since it was read. */
    save: (key: RegistrationKey): Promise<RegistrationKey> => collection.replace(key),

    async remove(id: string): Promise<void> {
      await collection.remove({ id });
    },

    async removeOf(registrationId: string): Promise<void> {
      await collection.remove({ registrationId });
    },
  };
}
