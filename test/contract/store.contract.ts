import { randomInt } from 'node:crypto';
import {
  Conflict,
  DuplicateKey,
  InvalidDocument,
  type Collection,
  type FindOptions,
  type Store,
  type Where,
} from '../../lti-tool/store/collection';
import { openPlace, type Place } from './engines';
import { thing, thingDefinition, ticketDefinition, type Thing, type Ticket } from './things';

/** Letters only, as collection names have. */
export function newSuffix(): string {
  return Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

/** What every engine must do, as `lti-tool/store/collection.ts` says it. */
export function storeContract(place: Place): void {
  const start = new Date('2026-06-01T09:00:00.000Z');
  let now = start;
  let store: Store;
  let things: Collection<Thing>;
  let tickets: Collection<Ticket>;

  beforeAll(async () => {
    store = await openPlace(place, () => now);
    const suffix = newSuffix();
    things = store.collection(thingDefinition(suffix));
    tickets = store.collection(ticketDefinition(suffix));
  });
  afterEach(async () => {
    await things.remove({});
    now = new Date(0);
    await tickets.remove({});
    now = start;
  });
  afterAll(async () => {
    await store.close();
  });

  const later = (ms: number): Date => new Date(start.getTime() + ms);
  const ids = async (where: Where<Thing>, options?: FindOptions): Promise<string[]> =>
    (await things.find(where, options)).documents.map(({ id }) => id);

  describe('documents', () => {
    it('come back as they were written, plain and frozen', async () => {
      const full = thing('a', {
        due: later(1),
        notes: ['ü', ''],
        byKey: { one: 1.5, 'live-1-2': -2 },
        part: { at: later(2) },
      });
      const inserted = await things.insert(full);
      expect(inserted).toEqual({ ...full, version: 1 });
      const read = await things.get('a');
      expect(read).toEqual(inserted);
      expect(Object.keys(read ?? {}).sort()).toEqual(Object.keys(inserted).sort());
      expect(read?.due).toBeInstanceOf(Date);
      expect(read?.part?.at).toBeInstanceOf(Date);
      expect(Object.isFrozen(read)).toBe(true);
      expect(Object.isFrozen(read?.byKey)).toBe(true);
    });

    it('lack what they were written without', async () => {
      const inserted = await things.insert(thing('a'));
      expect(inserted).not.toHaveProperty('due');
      expect(await things.get('a')).not.toHaveProperty('due');
    });

    it('are unknown until inserted', async () => {
      expect(await things.get('a')).toBeUndefined();
    });

    it('get their defaults and are cast by the schema', async () => {
      const loose = { ...thing('a'), rank: '7', done: undefined } as unknown as Thing;
      expect(await things.insert(loose)).toMatchObject({ done: false, rank: 7 });
      expect(await things.get('a')).toMatchObject({ done: false, rank: 7 });
    });

    it.each<[string, object, string]>([
      ['a missing field', { group: undefined }, 'group: required'],
      ['a wrong type', { rank: 'secret-value' }, 'rank: Number'],
      ['an unknown field', { colour: 'secret-value' }, 'colour is not in the schema'],
      ['a wrong part', { part: { at: 'secret-value' } }, 'part.at'],
      ['a reserved key', { byKey: { $set: 1 } }, 'byKey has a key that cannot be stored'],
      ['a dotted key', { byKey: { 'a.b': 1 } }, 'byKey has a key that cannot be stored'],
      ['null', { due: null }, 'due is null'],
      ['an infinite number', { byKey: { a: Infinity } }, 'byKey.a'],
    ])('with %s are refused, naming the path and not the value', async (_name, fields, message) => {
      const refused = things.insert({ ...thing('a'), ...fields });
      await expect(refused).rejects.toThrow(InvalidDocument);
      await expect(refused).rejects.toThrow(message);
      await expect(refused).rejects.not.toThrow('secret-value');
      const stored = await things.insert(thing('a'));
      await expect(things.replace({ ...stored, ...fields })).rejects.toThrow(InvalidDocument);
      expect(await things.get('a')).toEqual(stored);
    });
  });

  describe('unique keys', () => {
    it('refuse a second document, naming the index', async () => {
      await things.insert(thing('a', { code: 'x' }));
      await expect(things.insert(thing('a', { code: 'y' }))).rejects.toMatchObject({
        name: 'DuplicateKey',
        index: 'id',
      });
      await expect(things.insert(thing('b', { code: 'x' }))).rejects.toMatchObject({
        name: 'DuplicateKey',
        index: 'code',
      });
      expect(await things.count({})).toBe(1);
    });

    it('refuse a replacement, which leaves the document as it was', async () => {
      await things.insert(thing('a', { code: 'x' }));
      const b = await things.insert(thing('b', { code: 'y' }));
      await expect(things.replace({ ...b, code: 'x' })).rejects.toThrow(DuplicateKey);
      expect(await things.get('b')).toEqual(b);
      expect(await things.replace({ ...b, code: 'z' })).toMatchObject({ code: 'z', version: 2 });
    });

    it('let one of many at once through, and do not disturb the others', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          things.insert(thing(`a${i}`, { code: i % 2 === 0 ? 'same' : `own-${i}` })),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(11);
      expect(await things.count({ code: 'same' })).toBe(1);
      expect(await things.count({})).toBe(11);
    });
  });

  describe('replace', () => {
    it('writes the next version', async () => {
      const first = await things.insert(thing('a', { due: start }));
      const second = await things.replace({ ...thing('a', { rank: 5 }), version: first.version });
      expect(second).toEqual({ ...thing('a', { rank: 5 }), version: 2 });
      expect(await things.get('a')).toEqual(second);
      expect(await ids({ due: { lte: start } })).toEqual([]);
    });

    it('refuses a version that is no longer the stored one, and a document that is gone', async () => {
      const first = await things.insert(thing('a'));
      const second = await things.replace(first);
      await expect(things.replace({ ...first, rank: 9 })).rejects.toThrow(Conflict);
      expect(await things.get('a')).toEqual(second);
      await things.remove({ id: 'a' });
      await expect(things.replace(second)).rejects.toThrow(Conflict);
      expect(await things.get('a')).toBeUndefined();
    });

    it('lets exactly one of many at once win', async () => {
      const first = await things.insert(thing('a'));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, rank) => things.replace({ ...first, rank })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await things.get('a'))?.version).toBe(2);
    });

    it('counts every increment of concurrent writers', async () => {
      await things.insert(thing('a'));
      const increment = async (): Promise<void> => {
        const current = await things.get('a');
        if (!current) throw new Error('gone');
        try {
          await things.replace({ ...current, rank: current.rank + 1 });
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
          await increment();
        }
      };
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let i = 0; i < 5; i++) await increment();
        }),
      );
      expect(await things.get('a')).toMatchObject({ rank: 40, version: 41 });
    });
  });

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

  describe('remove', () => {
    it('removes what matches and says how many', async () => {
      await Promise.all(['a', 'b', 'c'].map((id, rank) => things.insert(thing(id, { rank }))));
      expect(await things.remove({ group: 'g', rank: { lt: 2 } })).toBe(2);
      expect(await ids({})).toEqual(['c']);
      expect(await things.remove({ id: 'a' })).toBe(0);
    });

    it('lets exactly one of many at once remove a document', async () => {
      await things.insert(thing('a'));
      const counts = await Promise.all(
        Array.from({ length: 20 }, () => things.remove({ id: 'a' })),
      );
      expect(counts.filter((count) => count === 1)).toHaveLength(1);
      expect(counts.filter((count) => count === 0)).toHaveLength(19);
    });
  });

  describe('expiry', () => {
    const ticket = (id: string, seat: string, ms: number): Omit<Ticket, 'version'> => ({
      id,
      seat,
      expiresAt: later(ms),
    });

    it('hides a document from its moment on', async () => {
      const stored = await tickets.insert(ticket('a', '1', 1000));
      now = later(999);
      expect(await tickets.get('a')).toEqual(stored);
      now = later(1000);
      expect(await tickets.get('a')).toBeUndefined();
      expect((await tickets.find({ seat: '1' })).documents).toEqual([]);
      expect(await tickets.count({})).toBe(0);
      expect(await tickets.remove({ id: 'a' })).toBe(0);
      await expect(tickets.replace(stored)).rejects.toThrow(Conflict);
    });

    it('frees the keys of an expired document, and of no other', async () => {
      await tickets.insert(ticket('a', '1', 1000));
      await tickets.insert(ticket('b', '2', 2000));
      now = later(1500);
      expect(await tickets.insert(ticket('c', '1', 5000))).toMatchObject({ id: 'c' });
      await expect(tickets.insert(ticket('d', '2', 5000))).rejects.toMatchObject({ index: 'seat' });
      await expect(tickets.insert(ticket('b', '3', 5000))).rejects.toMatchObject({ index: 'id' });
      now = later(2500);
      expect(await tickets.insert(ticket('b', '3', 5000))).toMatchObject({ seat: '3' });
      expect(await tickets.count({})).toBe(2);
    });

    it('frees a key for a replacement too', async () => {
      await tickets.insert(ticket('a', '1', 1000));
      const b = await tickets.insert(ticket('b', '2', 5000));
      await expect(tickets.replace({ ...b, seat: '1' })).rejects.toThrow(DuplicateKey);
      now = later(1000);
      expect(await tickets.replace({ ...b, seat: '1' })).toMatchObject({ seat: '1', version: 2 });
    });

    it('sweeps away the expired only', async () => {
      await tickets.insert(ticket('a', '1', 1000));
      await tickets.insert(ticket('b', '2', 1000));
      await tickets.insert(ticket('c', '3', 9000));
      expect(await store.sweep()).toBe(0);
      now = later(1000);
      expect(await store.sweep()).toBe(2);
      now = start;
      expect((await tickets.find({})).documents.map(({ id }) => id)).toEqual(['c']);
    });
  });

  it('answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
}
