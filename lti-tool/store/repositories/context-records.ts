import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { ContextRecord } from '../../domain/context-record';
import type { Collection } from '../collection';
import type { NewId } from '../new-id';
import { changeOfContext } from './one-per-context';

export type ContextRecords = ReturnType<typeof contextRecordRepository>;

export function contextRecordRepository(collection: Collection<ContextRecord>, newId: NewId) {
  async function find(key: ContextKey): Promise<ContextRecord | undefined> {
    const { documents } = await collection.find(contextKeyOf(key));
    return documents[0];
  }

  return {
    find,

    async remove(key: ContextKey): Promise<void> {
      await collection.remove(contextKeyOf(key));
    },

    change: changeOfContext<ContextRecord>(
      {
        find,
        insert: (fields, id) => collection.insert({ ...fields, id }),
        replace: (fields, { id, version }) => collection.replace({ ...fields, id, version }),
      },
      newId,
    ),

    /** Every context of every platform, in no meaningful order. */
    all: (): AsyncIterable<ContextRecord> => collection.stream({}),
  };
}
