import type { Registration } from '../domain/registration';
import type { RegistrationKey } from '../domain/registration-key';
import type { LtiRepositories } from './repositories';

/** Milliseconds. A change made by a command reaches a running server within five seconds. */
const FRESH_FOR = 4000;

/** Registrations as launches read them: remembered for a few seconds. */
export interface Registry {
  get(id: string): Promise<Registration | undefined>;
  byClient(issuer: string, clientId: string): Promise<Registration | undefined>;
  byIssuer(issuer: string): Promise<readonly Registration[]>;
  /** The keys of active registrations. */
  keys(): Promise<readonly RegistrationKey[]>;
}

export function createRegistry(
  { registrations, registrationKeys }: Pick<LtiRepositories, 'registrations' | 'registrationKeys'>,
  now: () => Date,
): Registry {
  const byId = remembered((id) => registrations.get(id), now);
  const byPair = remembered((pair) => {
    const [issuer = '', clientId = ''] = JSON.parse(pair) as string[];
    return registrations.byClient(issuer, clientId);
  }, now);
  const keys = remembered(async () => {
    const active = (await registrations.all()).filter((registration) => registration.active);
    const ids = new Set(active.map(({ id }) => id));
    return (await registrationKeys.all()).filter((key) => ids.has(key.registrationId));
  }, now);
  return {
    get: byId,
    byClient: (issuer, clientId) => byPair(JSON.stringify([issuer, clientId])),
    byIssuer: (issuer) => registrations.byIssuer(issuer),
    keys: async () => (await keys('')) ?? [],
  };
}

/** Only what exists is remembered, so the memory stays as small as the store. */
function remembered<V>(
  read: (key: string) => Promise<V | undefined>,
  now: () => Date,
): (key: string) => Promise<V | undefined> {
  const memory = new Map<string, { readonly value: V; readonly until: number }>();
  return async (key) => {
    const kept = memory.get(key);
    const at = now().getTime();
    if (kept && at < kept.until) return kept.value;
    const value = await read(key);
    if (value === undefined) memory.delete(key);
    else memory.set(key, { value, until: at + FRESH_FOR });
    return value;
  };
}
