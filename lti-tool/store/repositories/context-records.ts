import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { ContextRecord } from '../../domain/context-record';
import type { Collection } from '../collection';
import type { NewId } from '../new-id';
import { compareAndSet, inTurn } from './compare-and-set';

export type ContextRecordFields = Omit<ContextRecord, 'id' | 'version'>;
export type ContextRecords = ReturnType<typeof contextRecordRepository>;

export function contextRecordRepository(collection: Collection<ContextRecord>, newId: NewId) {
  const oneAtATime = inTurn();

  async function find(key: ContextKey): Promise<ContextRecord | undefined> {
    const { documents } = await collection.find(contextKeyOf(key));
    return documents[0];
  }

  return {
    find,

    /** Makes or changes a context's record by a pure function, which may be applied several times.
     * `undefined` means that there is nothing to write.
     * @throws AppError `conflict`, 503, when others keep writing faster. */
    async change(
      key: ContextKey,
      next: (current: ContextRecord | undefined) => ContextRecordFields | undefined,
    ): Promise<ContextRecord | undefined> {
      return oneAtATime(JSON.stringify(contextKeyOf(key)), () =>
        compareAndSet(async () => {
          const current = await find(key);
          const wanted = next(current);
          if (!wanted) return current;
          return current
            ? collection.replace({ ...wanted, id: current.id, version: current.version })
            : collection.insert({ ...wanted, id: newId() });
        }),
      );
    },
  };
}
