import type { mongo } from 'mongoose';
import { castBy, type Cast } from '../casting';
import {
  Conflict,
  DuplicateKey,
  type Collection,
  type CollectionDefinition,
  type FindOptions,
  type Page,
  type Stored,
  type Unsaved,
  type Where,
} from '../collection';
import { checkDefinition, type CheckedDefinition } from '../definition';
import { pageOf, planPage } from '../page';
import { plain } from '../plain';
import { streamPages } from '../stream';
import { planQuery } from '../where';
import { all, live, nameOf, pageFilter, whereFilter, type Filter } from './filter';
import { createIndexes } from './indexes';
import { isTaken } from './taken';

/** A document as MongoDB holds it. */
interface Held extends mongo.Document {
  readonly _id: string;
  readonly version: number;
}

/** How often a write is tried again when the holder of its key was gone a moment later. */
const TRIES = 5;

/** One collection of the MongoDB store, of the same name. */
export class MongoCollection<T extends Stored> implements Collection<T> {
  readonly #database: mongo.Db;
  readonly #collection: mongo.Collection<Held>;
  readonly #now: () => Date;
  readonly #definition: CheckedDefinition;
  readonly #cast: Cast<T>;
  #indexed: Promise<void> | undefined;

  constructor(database: mongo.Db, now: () => Date, definition: CollectionDefinition<T>) {
    this.#database = database;
    this.#collection = database.collection<Held>(definition.name);
    this.#now = now;
    this.#definition = checkDefinition(definition);
    this.#cast = castBy(definition);
  }

  /** Resolves when the indexes exist, without which no key is unique. Tried again after a failure. */
  async ready(): Promise<void> {
    this.#indexed ??= createIndexes(this.#collection, this.#definition);
    try {
      await this.#indexed;
    } catch (error) {
      this.#indexed = undefined;
      throw error;
    }
  }

  async insert(document: Unsaved<T>): Promise<T> {
    const cast = await this.#cast(document, 1);
    await this.ready();
    await this.#makingRoom(cast, () => this.#collection.insertOne(held(cast)));
    return cast;
  }

  async get(id: string): Promise<T | undefined> {
    const { documents } = await this.find({ id } as Where<T>, { limit: 1 });
    return documents[0];
  }

  async find(where: Where<T>, options: FindOptions = {}): Promise<Page<T>> {
    const { query, limit, after } = planPage(this.#definition, where, options);
    await this.ready();
    const found = await this.#collection
      .find(pageFilter(this.#definition, query, this.#now(), after))
      .sort(query.order.map((field): [string, 1] => [nameOf(field), 1]))
      .limit(limit + 1)
      .toArray();
    return pageOf(
      found.map((one) => unheld(one) as T),
      limit,
      query.order,
    );
  }

  async count(where: Where<T>): Promise<number> {
    const query = planQuery(this.#definition, where);
    await this.ready();
    // The driver's countDocuments is an aggregation.
    const { n } = await this.#database.command({
      count: this.#definition.name,
      query: whereFilter(this.#definition, query, this.#now()),
    });
    return Number(n);
  }

  async replace(document: T): Promise<T> {
    const cast = await this.#cast(document, document.version + 1);
    const unchanged = all([
      { _id: cast.id },
      { version: document.version },
      ...live(this.#definition, this.#now()),
    ]);
    await this.ready();
    const { matchedCount } = await this.#makingRoom(cast, () =>
      this.#collection.replaceOne(unchanged, held(cast)),
    );
    if (matchedCount === 1) return cast;
    throw new Conflict(this.#definition.name, cast.id);
  }

  async remove(where: Where<T>): Promise<number> {
    const query = planQuery(this.#definition, where);
    await this.ready();
    const filter = whereFilter(this.#definition, query, this.#now());
    return (await this.#collection.deleteMany(filter)).deletedCount;
  }

  async take(id: string): Promise<T | undefined> {
    const query = planQuery(this.#definition, { id });
    await this.ready();
    const filter = whereFilter(this.#definition, query, this.#now());
    const taken = await this.#collection.findOneAndDelete(filter);
    return taken ? (unheld(taken) as T) : undefined;
  }

  stream(where: Where<T>): AsyncIterable<T> {
    return streamPages((options) => this.find(where, options));
  }

  /** Removes expired documents; returns how many. */
  async sweep(): Promise<number> {
    const { expires } = this.#definition;
    if (expires === undefined) return 0;
    await this.ready();
    const { deletedCount } = await this.#collection.deleteMany(expired(expires, this.#now()));
    return deletedCount;
  }

  /** When a key is taken by an expired document, removes that document and writes again. */
  async #makingRoom<R>(document: T, write: () => Promise<R>): Promise<R> {
    for (let tries = 1; ; tries++) {
      try {
        return await write();
      } catch (error) {
        if (!isTaken(error) || tries === TRIES) throw error;
      }
      for (const fields of [['id'], ...this.#definition.unique.map((index) => index.fields)]) {
        await this.#makeRoom(document, fields);
      }
    }
  }

  async #makeRoom(document: T, fields: readonly string[]): Promise<void> {
    const { name, expires } = this.#definition;
    const values = new Map<string, unknown>(Object.entries(document));
    const key = Object.fromEntries(fields.map((field) => [nameOf(field), values.get(field)]));
    const now = this.#now();
    const holder = await this.#collection.findOne(key);
    // A document that is being replaced holds its own keys.
    if (!holder || (document.version > 1 && holder._id === document.id)) return;
    if (expires === undefined || holder[expires] > now) throw new DuplicateKey(name, fields.join());
    await this.#collection.deleteOne(all([{ _id: holder._id }, expired(expires, now)]));
  }
}

function expired(expires: string, now: Date): Filter {
  return { [expires]: { $lte: now } };
}

function held({ id, ...fields }: Stored): Held {
  return { _id: id, ...fields };
}

function unheld({ _id, ...fields }: Held): unknown {
  return plain({ id: _id, ...fields }, '');
}
