import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Page } from './collection';

/** Documents can be large (a ledger): a small page keeps other requests waiting for less long. */
const STREAM_PAGE = 50;

/** All pages, one after the other, letting other work in between them. */
export async function* streamPages<T>(
  find: (options: { limit: number; after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  let after: string | undefined;
  do {
    const page = await find(
      after === undefined ? { limit: STREAM_PAGE } : { limit: STREAM_PAGE, after },
    );
    yield* page.documents;
    after = page.next;
    await nextTurn();
  } while (after !== undefined);
}
