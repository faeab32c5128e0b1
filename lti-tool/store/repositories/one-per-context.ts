import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { Stored } from '../collection';
import type { NewId } from '../new-id';
import { compareAndSet, inTurn } from './compare-and-set';

type Fields<T extends Stored> = Omit<T, keyof Stored>;

/** A collection in which every context has one document at most. */
interface OnePerContext<T extends Stored & ContextKey> {
  readonly find: (key: ContextKey) => Promise<T | undefined>;
  readonly insert: (fields: Fields<T>, id: string) => Promise<T>;
  readonly replace: (fields: Fields<T>, current: Stored) => Promise<T>;
}

/**
 * The only way to make or change a context's one document: by a pure function, which may be applied
 * several times; `undefined` means that there is nothing to write.
 * @throws AppError `conflict`, 503, when others keep writing faster.
 */
export function changeOfContext<T extends Stored & ContextKey>(
  { find, insert, replace }: OnePerContext<T>,
  newId: NewId,
): (
  key: ContextKey,
  next: (current: T | undefined) => Fields<T> | undefined,
) => Promise<T | undefined> {
  const oneAtATime = inTurn();
  return (key, next) =>
    oneAtATime(JSON.stringify(contextKeyOf(key)), () =>
      compareAndSet(async () => {
        const current = await find(key);
        const wanted = next(current);
        if (!wanted) return current;
        return current ? replace(wanted, current) : insert(wanted, newId());
      }),
    );
}
