import type { Invitation } from '../../domain/invitation';
import type { Collection, Unsaved } from '../collection';

export function invitationRepository(collection: Collection<Invitation>) {
  return {
    add: (invitation: Unsaved<Invitation>): Promise<Invitation> => collection.insert(invitation),

    get: (id: string): Promise<Invitation | undefined> => collection.get(id),

    /** Of several callers at once, one succeeds.
     * @throws Conflict when it changed since it was read, or is gone. */
    save: (invitation: Invitation): Promise<Invitation> => collection.replace(invitation),

    /** One use: of all callers, in all processes, exactly one gets it. */
    use: (id: string): Promise<Invitation | undefined> => collection.take(id),
  };
}
