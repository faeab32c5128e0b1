type Query = Readonly<Record<string, unknown>>;

/**
 * An in-memory `database.plugin` for ltijs: the fastest that a database could be. A document is
 * found by the query that it was written under, which is all that a launch needs.
 */
export function memoryDatabase() {
  const documents = new Map<string, object>();
  const keyOf = (collection: string, query: Query) => collection + JSON.stringify(query);
  const done = () => Promise.resolve(true);
  return {
    setup: done,
    Close: done,
    Get(_key: unknown, collection: string, query: Query): Promise<object[] | false> {
      const found = documents.get(keyOf(collection, query));
      return Promise.resolve(found ? [found] : false);
    },
    Insert(_key: unknown, collection: string, item: Query): Promise<true> {
      documents.set(keyOf(collection, item), item);
      return Promise.resolve(true);
    },
    Replace(_key: unknown, collection: string, query: Query, item: object): Promise<true> {
      documents.set(keyOf(collection, query), item);
      return Promise.resolve(true);
    },
    Modify: done,
    Delete: done,
  };
}
