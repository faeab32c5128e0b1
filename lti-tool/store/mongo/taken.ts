import { mongo } from 'mongoose';

/**
 * MongoDB's DuplicateKey, and the InternalError that FerretDB 1.24 answers when an update meets a
 * unique index. Whether a key is taken, and which, is found out by looking for its holder.
 */
const CODES: ReadonlySet<unknown> = new Set([11000, 1]);

/** True when a write may have been refused because a key is taken; it was not done. */
export function isTaken(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && CODES.has(error.code);
}
