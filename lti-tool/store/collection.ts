import type { Schema } from 'mongoose';

/** What every document has. `version` starts at 1 and grows by one with each replace. */
export interface Stored {
  readonly id: string;
  readonly version: number;
}

/** A document before it is stored. */
export type Unsaved<T extends Stored> = Omit<T, 'version'>;

/** What a field must be to be indexed. */
export type Scalar = string | number | boolean | Date;

/** One field's condition: equality, membership, or a half-open range. */
export type Condition<V> =
  | V
  | { readonly in: readonly V[] }
  | { readonly gte?: V; readonly gt?: V; readonly lt?: V; readonly lte?: V };

/**
 * Conditions on the leading fields of one declared index, a range on the last of them only, or on
 * `id` alone; `{}` is every document. Anything else is a programming error and throws at once, on
 * every engine. A condition never matches a document that lacks the field.
 */
export type Where<T extends Stored> = {
  readonly [K in keyof T as NonNullable<T[K]> extends Scalar ? K : never]?: Condition<
    NonNullable<T[K]>
  >;
};

export interface FindOptions {
  /** 1 to 1,000; 100 unless told. */
  readonly limit?: number;
  /** A cursor from the page before. */
  readonly after?: string;
}

export interface Page<T> {
  readonly documents: readonly T[];
  /** Where the next page starts; undefined on the last page. */
  readonly next: string | undefined;
}

/**
 * A collection's one definition, the same on every engine. Engines disagree on documents that lack
 * an indexed field, so such documents cannot meet a compound or unique index: its fields must be
 * required by the schema. A plain index on one field may be on an optional one; documents without
 * the field are then not found through it. A definition that breaks this is refused when it is
 * registered.
 */
export interface CollectionDefinition<T extends Stored> {
  /** Plural, kebab-case. */
  readonly name: string;
  /** Casts, validates and fills defaults, on every engine. Made by `documentSchema`. */
  readonly schema: Schema;
  /** Compound indexes, fields in order. Fields are top-level scalars, all required. */
  readonly unique: readonly (readonly (keyof T & string)[])[];
  readonly indexes: readonly (readonly (keyof T & string)[])[];
  /** A required Date field. From that moment on a document is never returned and is swept away. */
  readonly expires?: keyof T & string;
}

/**
 * The store's port: what this project asks of its two engines, and no more. Every write is durable
 * when its promise resolves. Reads see the caller's own acknowledged writes. What is returned is
 * plain and frozen, all the way down. Keys of records inside a document may not be empty, start
 * with `$` or hold a dot.
 */
export interface Collection<T extends Stored> {
  /**
   * @throws DuplicateKey when the id or a unique index is taken by a document not yet expired.
   * @throws InvalidDocument when the document is not as its schema says.
   */
  insert(document: Unsaved<T>): Promise<T>;
  get(id: string): Promise<T | undefined>;
  /**
   * In the order of the shortest index that serves `where`, then id; by id when `where` is empty.
   * A document that is neither added, removed nor moved in that order is met exactly once, however
   * much others change between pages.
   * @throws AppError `request-invalid` when `after` is not a cursor of this `where`'s shape.
   */
  find(where: Where<T>, options?: FindOptions): Promise<Page<T>>;
  count(where: Where<T>): Promise<number>;
  /**
   * Writes `document` as version `document.version + 1`.
   * @throws Conflict when the stored version is no longer `document.version`, or it is gone.
   * @throws DuplicateKey and InvalidDocument as `insert` does.
   */
  replace(document: T): Promise<T>;
  /** Removes what matches and says how many. Two callers never both remove one document. */
  remove(where: Where<T>): Promise<number>;
  /** Removes a document and returns it. Of several callers at once, one gets it. */
  take(id: string): Promise<T | undefined>;
  /** All that match, page by page, in the order of `find`. */
  stream(where: Where<T>): AsyncIterable<T>;
}

/** An open store. */
export interface Store {
  collection<T extends Stored>(definition: CollectionDefinition<T>): Collection<T>;
  /** Resolves when the engine answers; for /readyz. */
  ping(): Promise<void>;
  /** Removes expired documents; returns how many. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

/** A unique key is taken. `index` names its fields, joined by commas. */
export class DuplicateKey extends Error {
  readonly index: string;
  constructor(collection: string, index: string) {
    super(`${collection}: a document with the same ${index} exists`);
    this.name = 'DuplicateKey';
    this.index = index;
  }
}

/** The document changed (or went) since it was read. */
export class Conflict extends Error {
  constructor(collection: string, id: string) {
    super(`${collection}: ${id} changed since it was read`);
    this.name = 'Conflict';
  }
}

/** A programming error: a document is not as its schema says. Names paths, never their values. */
export class InvalidDocument extends Error {
  constructor(collection: string, problems: string) {
    super(`${collection}: ${problems}`);
    this.name = 'InvalidDocument';
  }
}
