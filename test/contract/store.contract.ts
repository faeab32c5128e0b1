import {
  Conflict,
  DuplicateKey,
  InvalidDocument,
  type Collection,
  type Store,
} from '../../lti-tool/store/collection';
import { openPlace, type Place } from './engines';
import {
  newSuffix,
  thing,
  thingDefinition,
  ticketDefinition,
  type Thing,
  type Ticket,
} from './things';

/** What every engine must do with documents, as `lti-tool/store/collection.ts` says it. */
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
      expect(Object.isFrozen(inserted)).toBe(true);
      expect(Object.isFrozen(inserted.byKey)).toBe(true);
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
      expect(await things.count({ due: { lte: start } })).toBe(0);
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

  describe('remove', () => {
    it('removes what matches and says how many', async () => {
      await Promise.all(['a', 'b', 'c'].map((id, rank) => things.insert(thing(id, { rank }))));
      expect(await things.remove({ group: 'g', rank: { lt: 2 } })).toBe(2);
      expect((await things.find({})).documents).toMatchObject([{ id: 'c' }]);
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

  describe('taking', () => {
    it('removes one document and returns it as it was', async () => {
      const stored = await things.insert(thing('a', { due: later(1), notes: ['x'] }));
      await things.insert(thing('b'));
      const taken = await things.take('a');
      expect(taken).toEqual(stored);
      expect(Object.isFrozen(taken)).toBe(true);
      expect(await things.get('a')).toBeUndefined();
      expect(await things.take('a')).toBeUndefined();
      expect(await things.count({})).toBe(1);
    });

    it('gives a document to one of many callers', async () => {
      const stored = await things.insert(thing('a'));
      const taken = await Promise.all(Array.from({ length: 20 }, () => things.take('a')));
      expect(taken.filter((document) => document !== undefined)).toEqual([stored]);
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
      expect(await tickets.take('a')).toBeUndefined();
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
