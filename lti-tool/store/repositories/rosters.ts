import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { Roster } from '../../domain/roster';
import type { Collection } from '../collection';
import type { NewId } from '../new-id';
import { changeOfContext } from './one-per-context';

export type Rosters = ReturnType<typeof rosterRepository>;

export function rosterRepository(collection: Collection<Roster>, newId: NewId) {
  async function find(key: ContextKey): Promise<Roster | undefined> {
    const { documents } = await collection.find(contextKeyOf(key));
    return documents[0];
  }

  return {
    find,

    async remove(key: ContextKey): Promise<void> {
      await collection.remove(contextKeyOf(key));
    },

    change: changeOfContext<Roster>(
      {
        find,
        insert: (fields, id) => collection.insert({ ...fields, id }),
        replace: (fields, { id, version }) => collection.replace({ ...fields, id, version }),
      },
      newId,
    ),
  };
}
