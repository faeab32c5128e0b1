import type { Registration } from '../domain/registration';
import type { RegistrationKey } from '../domain/registration-key';
import { compareAndSet } from '../store/repositories/compare-and-set';
import { isPublished } from './keyring';
import { deploymentUnknown } from './refusals';
import type { LtiRepositories } from './repositories';

/** Milliseconds. A change made by a command reaches a running server within five seconds. */
const FRESH_FOR = 4000;

const MOST_DEPLOYMENTS = 1000;

/** Registrations as launches read them: remembered for a few seconds. */
export interface Registry {
  get(id: string): Promise<Registration | undefined>;
  byClient(issuer: string, clientId: string): Promise<Registration | undefined>;
  byIssuer(issuer: string): Promise<readonly Registration[]>;
  /**
   * Adds the deployment of a launch whose signature was checked, where the platform names its
   * deployments only then. Without effect for every other platform.
   */
  learnDeployment(registration: Registration, deploymentId: string): Promise<void>;
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
    return (await registrationKeys.all()).filter(
      (key) => ids.has(key.registrationId) && isPublished(key, now()),
    );
  }, now);
  return {
    get: byId,
    byClient: (issuer, clientId) => byPair(JSON.stringify([issuer, clientId])),
    byIssuer: (issuer) => registrations.byIssuer(issuer),
    async learnDeployment({ id, deployments, learnsDeployments }, deploymentId) {
      if (!learnsDeployments || deployments.includes(deploymentId)) return;
      await compareAndSet(async () => {
        const stored = await registrations.get(id);
        if (!stored || stored.deployments.includes(deploymentId)) return;
        if (stored.deployments.length >= MOST_DEPLOYMENTS) {
          throw deploymentUnknown(`Registration ${id} has its fill of deployments`);
        }
        const grown = [...stored.deployments, deploymentId];
        await registrations.save({ ...stored, deployments: grown });
      });
    },
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
