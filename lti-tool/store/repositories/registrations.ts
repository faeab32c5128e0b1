import type { Registration } from '../../domain/registration';
import type { Collection, Unsaved } from '../collection';
import { collect } from './collect';

export function registrationRepository(collection: Collection<Registration>) {
  return {
    get: (id: string): Promise<Registration | undefined> => collection.get(id),

    /** One issuer may have several client ids. By client id. */
    byIssuer: (issuer: string): Promise<Registration[]> => collect(collection.stream({ issuer })),

    async byClient(issuer: string, clientId: string): Promise<Registration | undefined> {
      const { documents } = await collection.find({ issuer, clientId });
      return documents[0];
    },

    all: (): Promise<Registration[]> => collect(collection.stream({})),

    /** The id is the caller's, so that the keys can be made for it first.
     * @throws DuplicateKey when this issuer has this client id already. */
    add: (registration: Unsaved<Registration>): Promise<Registration> =>
      collection.insert(registration),

    /** @throws Conflict when the registration changed since it was read; DuplicateKey as `add`. */
    save: (registration: Registration): Promise<Registration> => collection.replace(registration),

    async remove(id: string): Promise<void> {
      await collection.remove({ id });
    },
  };
}
