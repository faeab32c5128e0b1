import { createConnection, Error as MongooseError } from 'mongoose';
import {
  InvalidDocument,
  type CollectionDefinition,
  type Stored,
  type Unsaved,
} from './collection';
import { plain } from './plain';

/** Never connected: it only lets mongoose compile schemas, apart from its global connection. */
const unconnected = createConnection();

/** Kept by the store, not by the schema. */
const OURS: ReadonlySet<string> = new Set(['id', 'version']);

export type Cast<T extends Stored> = (document: Unsaved<T>, version: number) => Promise<T>;

/**
 * The one way into either engine: mongoose casts, fills defaults and validates; what comes out is
 * plain, frozen and exactly what is stored and returned.
 * @returns a function that throws InvalidDocument naming the paths, without their values.
 */
export function castBy<T extends Stored>(definition: CollectionDefinition<T>): Cast<T> {
  const { name, schema } = definition;
  const Model = unconnected.model(name, schema, undefined, { overwriteModels: true });

  return async (document, version) => {
    if (document.id === '') throw new InvalidDocument(name, 'id is empty');
    const fields = Object.entries(document).filter(([field]) => !OURS.has(field));
    try {
      const instance = new Model(Object.fromEntries(fields));
      await instance.validate();
      return plain({ id: document.id, version, ...instance.toObject() }, '') as T;
    } catch (error) {
      throw new InvalidDocument(name, problemsOf(error));
    }
  };
}

/** Mongoose's own messages quote the values, which may be personal. */
function problemsOf(error: unknown): string {
  if (error instanceof MongooseError.StrictModeError) return `${error.path} is not in the schema`;
  if (error instanceof MongooseError.ValidationError) {
    return Object.entries(error.errors)
      .map(([path, { kind, message }]) => (kind === 'user defined' ? message : `${path}: ${kind}`))
      .join(', ');
  }
  return error instanceof Error ? error.message : String(error);
}
