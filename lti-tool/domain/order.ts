import { createHash } from 'node:crypto';

/** The same ids and seed always give the same order; another seed gives another one. */
export function shuffled(ids: readonly string[], seed: string): string[] {
  const rank = (id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  return ids
    .map((id) => ({ id, rank: rank(id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ id }) => id);
}
