import type { Collection, FindOptions, Store, Where } from '../../lti-tool/store/collection';
import { openPlace, type Place } from './engines';
import { newSuffix, thing, thingDefinition, type Thing } from './things';

/** How every engine must find, count, stream and page. */
export function queriesContract(place: Place): void {
  const start = new Date('2026-06-01T09:00:00.000Z');
  let store: Store;
  let things: Collection<Thing>;

  beforeAll(async () => {
    store = await openPlace(place, () => start);
    things = store.collection(thingDefinition(newSuffix()));
  });
  afterEach(async () => {
    await things.remove({});
  });
  afterAll(async () => {
    await store.close();
  });

  const later = (ms: number): Date => new Date(start.getTime() + ms);
  const ids = async (where: Where<Thing>, options?: FindOptions): Promise<string[]> =>
    (await things.find(where, options)).documents.map(({ id }) => id);

  describe('find', () => {
    beforeEach(async () => {
      await Promise.all([
        things.insert(thing('a', { group: 'g', rank: 3, due: later(30) })),
        things.insert(thing('b', { group: 'g', rank: 1, due: later(10), done: true })),
        things.insert(thing('c', { group: 'g', rank: 2 })),
        things.insert(thing('d', { group: 'h', rank: 1, due: later(20) })),
        things.insert(thing('e', { group: 'g', rank: 1 })),
      ]);
    });

    it.each<[string, Where<Thing>, string[]]>([
      ['everything, by id', {}, ['a', 'b', 'c', 'd', 'e']],
      ['an id', { id: 'c' }, ['c']],
      ['several ids', { id: { in: ['e', 'a', 'none'] } }, ['a', 'e']],
      ['a unique key', { code: 'd' }, ['d']],
      ['leading fields, in the order of the rest', { group: 'g' }, ['b', 'e', 'c', 'a']],
      ['all fields of an index', { group: 'g', rank: 1 }, ['b', 'e']],
      ['fields given in another order', { rank: 1, group: 'g' }, ['b', 'e']],
      ['several values', { group: { in: ['h', 'g'] } }, ['b', 'e', 'c', 'a', 'd']],
      ['several values, then a value', { group: { in: ['h', 'g'] }, rank: 1 }, ['b', 'e', 'd']],
      ['no values', { group: { in: [] } }, []],
      ['a boolean', { done: true }, ['b']],
      ['a range of numbers', { group: 'g', rank: { gte: 2, lt: 3 } }, ['c']],
      ['an open range', { group: 'g', rank: { gt: 1 } }, ['c', 'a']],
      [
        'a range of dates, passing by documents without one',
        { due: { lte: later(20) } },
        ['b', 'd'],
      ],
      ['a date', { due: later(30) }, ['a']],
      ['another type of value never', { code: '1' }, []],
    ])('finds by %s', async (_name, where, expected) => {
      expect(await ids(where)).toEqual(expected);
      expect(await things.count(where)).toBe(expected.length);
      const streamed: string[] = [];
      for await (const { id } of things.stream(where)) streamed.push(id);
      expect(streamed).toEqual(expected);
    });

    it.each<[string, object]>([
      ['a field without an index', { notes: 'x' }],
      ['a field that is not first in its index', { rank: 1 }],
      ['fields of two indexes', { group: 'g', code: 'a' }],
      ['an index with a gap', { done: true, group: 'g' }],
      ['the version', { version: 1 }],
      ['a range before the last field', { group: { gte: 'g' }, rank: 1 }],
      ['an operator of an engine', { code: { $ne: 'a' } }],
      ['an operator beside another', { code: { in: ['a'], gt: 'a' } }],
      ['a record as a value', { code: {} }],
      ['a list as a value', { code: ['a'] }],
      ['undefined as a value', { code: undefined }],
      ['null as a value', { code: null }],
      ['a value of another type', { code: 1 }],
      ['a range of another type', { due: { lt: 5 } }],
      ['an invalid date', { due: { lt: new Date(NaN) } }],
    ])('refuses %s, for every operation', async (_name, where) => {
      const undeclared = where as Where<Thing>;
      await expect(things.find(undeclared)).rejects.toThrow(/contract-things/);
      await expect(things.count(undeclared)).rejects.toThrow(/contract-things/);
      await expect(things.remove(undeclared)).rejects.toThrow(/contract-things/);
      await expect(things.stream(undeclared)[Symbol.asyncIterator]().next()).rejects.toThrow(
        /contract-things/,
      );
      expect(await things.count({})).toBe(5);
    });

    it.each([0, -1, 1.5, 1001, NaN])('refuses a page of %p', async (limit) => {
      await expect(things.find({}, { limit })).rejects.toThrow('1 to 1000');
    });
  });

  describe('pages', () => {
    /** Pages of two, with something happening after each. */
    async function walk(where: Where<Thing>, meanwhile: () => Promise<unknown>): Promise<string[]> {
      const met: string[] = [];
      let after: string | undefined;
      do {
        const page = await things.find(where, { limit: 2, ...(after && { after }) });
        met.push(...page.documents.map(({ id }) => id));
        after = page.next;
        await meanwhile();
      } while (after !== undefined);
      return met;
    }

    beforeEach(async () => {
      await Promise.all(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) =>
          things.insert(thing(id, { rank: Math.floor(i / 3), due: later(i), done: true })),
        ),
      );
    });

    it.each<[string, Where<Thing>]>([
      ['everything', {}],
      ['leading fields', { group: 'g' }],
      ['a range', { group: 'g', rank: { gte: 0 } }],
      ['dates', { due: { gte: start } }],
      ['a boolean', { done: { in: [true, false] } }],
      ['a unique key', { code: { gte: 'a' } }],
    ])('of %s meet each document once, in order', async (_name, where) => {
      expect(await walk(where, () => Promise.resolve())).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    });

    it('end without a further page when the last one is full', async () => {
      const page = await things.find({ group: 'g' }, { limit: 6 });
      expect(page.documents).toHaveLength(6);
      expect(page.next).toBeUndefined();
    });

    it('meet each document that stays once, while others come, change and go', async () => {
      let turn = 0;
      const met = await walk({ group: 'g' }, async () => {
        turn += 1;
        await things.insert(thing(`0-${turn}`, { rank: -1 }));
        const e = await things.get('e');
        if (e) await things.replace({ ...e, notes: [`change ${turn}`] });
        if (turn === 1) await things.remove({ id: { in: ['b', 'c'] } });
      });
      expect(met).toEqual(['a', 'b', 'd', 'e', 'f']);
    });

    it.each([
      ['nonsense', 'nonsense'],
      ['nothing', ''],
      ['JSON of another shape', Buffer.from('{"a":1}').toString('base64url')],
      ['values of other types', Buffer.from('["rank,id",{"$gt":0},"a"]').toString('base64url')],
      ['too few values', Buffer.from('["rank,id",1]').toString('base64url')],
    ])('refuse %s as a cursor', async (_name, after) => {
      await expect(things.find({ group: 'g' }, { after })).rejects.toMatchObject({
        id: 'request-invalid',
        status: 400,
      });
    });

    it('refuse the cursor of another order', async () => {
      const { next } = await things.find({ due: { gte: start } }, { limit: 1 });
      await expect(things.find({ group: 'g' }, { after: next ?? '' })).rejects.toMatchObject({
        id: 'request-invalid',
      });
    });
  });
}
