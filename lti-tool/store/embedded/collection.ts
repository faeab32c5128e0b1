import { castBy, type Cast } from '../casting';
import {
  Conflict,
  DuplicateKey,
  type Collection,
  type CollectionDefinition,
  type FindOptions,
  type Page,
  type Scalar,
  type Stored,
  type Unsaved,
  type Where,
} from '../collection';
import { checkDefinition, type CheckedDefinition } from '../definition';
import { pageOf, planPage } from '../page';
import { streamPages } from '../stream';
import { planQuery } from '../where';
import { isTaken, type Database, type Row, type Value } from './database';
import { fromJson, toJson } from './json';
import { migrate } from './migrate';
import { live, pageSql, quoted, type Sql, toColumn, where as whereAll, whereSql } from './sql';
import { whenFree } from './when-free';
import type { WriteQueue } from './write-queue';

/** One collection of the embedded store: one table. */
export class EmbeddedCollection<T extends Stored> implements Collection<T> {
  readonly #database: Database;
  readonly #queue: WriteQueue;
  readonly #now: () => Date;
  readonly #definition: CheckedDefinition;
  readonly #cast: Cast<T>;
  readonly #table: string;

  constructor(
    database: Database,
    queue: WriteQueue,
    now: () => Date,
    definition: CollectionDefinition<T>,
  ) {
    this.#database = database;
    this.#queue = queue;
    this.#now = now;
    this.#definition = checkDefinition(definition);
    this.#cast = castBy(definition);
    this.#table = quoted(definition.name);
    migrate(database, this.#definition);
  }

  async insert(document: Unsaved<T>): Promise<T> {
    const cast = await this.#cast(document, 1);
    const columns = ['id', 'version', 'json', ...this.#definition.fields];
    const sql = `INSERT INTO ${this.#table} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    const values = [cast.id, 1, toJson(cast), ...this.#columnsOf(cast)];
    return this.#queue.write(() => {
      this.#runMakingRoom(cast, sql, values);
      return cast;
    });
  }

  async get(id: string): Promise<T | undefined> {
    const { text, values } = this.#whereId(id);
    const row = await whenFree(() =>
      this.#database.get(`SELECT json FROM ${this.#table}${text}`, values),
    );
    return row && this.#documentOf(row);
  }

  async find(where: Where<T>, options: FindOptions = {}): Promise<Page<T>> {
    const { query, limit, after } = planPage(this.#definition, where, options);
    const { text, values } = pageSql(this.#definition, query, this.#now(), after, limit + 1);
    const rows = await whenFree(() =>
      this.#database.all(`SELECT json FROM ${this.#table}${text}`, values),
    );
    return pageOf(
      rows.map((row) => this.#documentOf(row)),
      limit,
      query.order,
    );
  }

  async count(where: Where<T>): Promise<number> {
    const query = planQuery(this.#definition, where);
    const { text, values } = whereSql(this.#definition, query, this.#now());
    const row = await whenFree(() =>
      this.#database.get(`SELECT COUNT(*) AS n FROM ${this.#table}${text}`, values),
    );
    return Number(row?.['n']);
  }

  async replace(document: T): Promise<T> {
    const cast = await this.#cast(document, document.version + 1);
    const columns = ['version', 'json', ...this.#definition.fields];
    const condition = whereAll([
      { text: 'id = ? AND version = ?', values: [cast.id, document.version] },
      ...live(this.#definition, this.#now()),
    ]);
    const sql = `UPDATE ${this.#table} SET ${columns.map((name) => `${quoted(name)} = ?`).join(', ')}${condition.text}`;
    const values = [cast.version, toJson(cast), ...this.#columnsOf(cast), ...condition.values];
    return this.#queue.write(() => {
      if (this.#runMakingRoom(cast, sql, values) === 1) return cast;
      throw new Conflict(this.#definition.name, cast.id);
    });
  }

  async remove(where: Where<T>): Promise<number> {
    const query = planQuery(this.#definition, where);
    const { text, values } = whereSql(this.#definition, query, this.#now());
    return this.#queue.write(() => this.#database.run(`DELETE FROM ${this.#table}${text}`, values));
  }

  async take(id: string): Promise<T | undefined> {
    const { text, values } = this.#whereId(id);
    const row = await this.#queue.write(() =>
      this.#database.get(`DELETE FROM ${this.#table}${text} RETURNING json`, values),
    );
    return row && this.#documentOf(row);
  }

  stream(where: Where<T>): AsyncIterable<T> {
    return streamPages((options) => this.find(where, options));
  }

  /** Removes at most `most` expired documents; returns how many. */
  async sweep(most: number): Promise<number> {
    const { expires } = this.#definition;
    if (expires === undefined) return 0;
    const sql = `DELETE FROM ${this.#table} WHERE id IN (SELECT id FROM ${this.#table} WHERE ${quoted(expires)} <= ? LIMIT ?)`;
    return this.#queue.write(() => this.#database.run(sql, [this.#now().getTime(), most]));
  }

  /** When a key is taken by an expired document, removes that document and runs again. */
  #runMakingRoom(document: T, sql: string, values: readonly Value[]): number {
    try {
      return this.#database.run(sql, values);
    } catch (error) {
      if (!isTaken(error)) throw error;
      for (const fields of [['id'], ...this.#definition.unique.map((index) => index.fields)]) {
        this.#makeRoom(document, fields);
      }
      return this.#database.run(sql, values);
    }
  }

  #makeRoom(document: T, fields: readonly string[]): void {
    const { name, expires } = this.#definition;
    const taken = whereAll(
      fields.map((field) => ({
        text: `${quoted(field)} = ?`,
        values: [toColumn(scalar(document, field))],
      })),
    );
    const now = this.#now().getTime();
    const holder = this.#database.get(
      `SELECT id, ${expires === undefined ? '0' : `${quoted(expires)} <= ?`} AS expired FROM ${this.#table}${taken.text}`,
      expires === undefined ? taken.values : [now, ...taken.values],
    );
    // A document that is being replaced holds its own keys.
    if (!holder || (document.version > 1 && holder['id'] === document.id)) return;
    if (holder['expired'] !== 1) throw new DuplicateKey(name, fields.join());
    this.#database.run(`DELETE FROM ${this.#table}${taken.text}`, taken.values);
  }

  #whereId(id: string): Sql {
    const query = planQuery(this.#definition, { id });
    return whereSql(this.#definition, query, this.#now());
  }

  #documentOf(row: Row): T {
    return fromJson(String(row['json'])) as T;
  }

  #columnsOf(document: T): Value[] {
    return this.#definition.fields.map((field) => toColumn(scalar(document, field)));
  }
}

function scalar(document: object, field: string): Scalar | undefined {
  return (document as Record<string, Scalar | undefined>)[field];
}
