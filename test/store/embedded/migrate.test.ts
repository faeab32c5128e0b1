import path from 'node:path';
import type { Collection, CollectionDefinition } from '../../../lti-tool/store/collection';
import { documentSchema } from '../../../lti-tool/store/document-schema';
import { openEmbeddedStore } from '../../../lti-tool/store/embedded/store';
import { later, START, temporaryFolder } from '../support/open';

interface Item {
  readonly id: string;
  readonly version: number;
  readonly group: string;
  readonly rank: number;
  readonly done: boolean;
  readonly due?: Date;
}

const schema = documentSchema({
  group: { type: String, required: true },
  rank: { type: Number, required: true },
  done: { type: Boolean, required: true },
  due: Date,
});

const older: CollectionDefinition<Item> = {
  name: 'items',
  schema,
  unique: [['group']],
  indexes: [],
};
const newer: CollectionDefinition<Item> = {
  name: 'items',
  schema,
  unique: [['group', 'rank']],
  indexes: [['done', 'rank'], ['due']],
};

describe('an embedded store that an older version made', () => {
  const file = path.join(temporaryFolder(), 'store.db');

  async function withItems(
    definition: CollectionDefinition<Item>,
    use: (items: Collection<Item>) => Promise<void>,
  ): Promise<void> {
    const store = await openEmbeddedStore({ file, now: () => START });
    await use(store.collection(definition));
    await store.close();
  }

  it('gets the columns and indexes that are new, and loses the unique index that is not', async () => {
    await withItems(older, async (items) => {
      await items.insert({ id: 'a', group: 'g', rank: 2, done: true, due: later(2) });
      await items.insert({ id: 'b', group: 'h', rank: 1, done: true });
    });
    await withItems(newer, async (items) => {
      const found = await items.find({ done: true, rank: { gte: 1 } });
      expect(found.documents.map(({ id }) => id)).toEqual(['b', 'a']);
      expect((await items.find({ due: later(2) })).documents.map(({ id }) => id)).toEqual(['a']);
      expect(await items.count({ due: { gte: START } })).toBe(1);
      await items.insert({ id: 'c', group: 'g', rank: 3, done: false });
      await expect(
        items.insert({ id: 'd', group: 'g', rank: 2, done: false }),
      ).rejects.toMatchObject({ index: 'group,rank' });
    });
  });

  it('keeps its documents when opened again', async () => {
    await withItems(newer, async (items) => {
      expect(await items.get('a')).toEqual({
        id: 'a',
        version: 1,
        group: 'g',
        rank: 2,
        done: true,
        due: later(2),
      });
      expect(await items.count({})).toBe(3);
    });
  });
});
