import type { Config } from './config';
import { createConnectionCheck } from './lti/connection/check';
import { createDeepLinking } from './lti/deep-linking-response';
import type { ConnectionCheck, DeepLinking, Memberships, Scores } from './lti/port';
import { createRegistry } from './lti/registry';
import type { Seal } from './lti/seal';
import { type AccessTokens, createAccessTokens } from './lti/services/access-tokens';
import { createScores } from './lti/services/ags';
import { createServiceCalls } from './lti/services/call';
import { createPlatformHttp } from './lti/services/http';
import { createMemberships } from './lti/services/nrps';
import { signingKeys } from './lti/signing-keys';
import { newId } from './store/new-id';
import type { Repositories } from './store/repositories';

export interface PlatformServicesDependencies {
  readonly config: Config;
  readonly repositories: Repositories;
  readonly seal: Seal;
  readonly now: () => Date;
}

/** What the tool can ask of a platform. Made once: its parts share tokens and each platform's turn. */
export interface PlatformServices {
  readonly tokens: AccessTokens;
  readonly scores: Scores;
  readonly memberships: Memberships;
  readonly connectionCheck: ConnectionCheck;
  readonly deepLinking: DeepLinking;
}

export function composePlatformServices(
  dependencies: PlatformServicesDependencies,
): PlatformServices {
  const { config, repositories, seal, now } = dependencies;
  const http = createPlatformHttp({ allowPrivatePlatforms: config.allowPrivatePlatforms });
  const registry = createRegistry(repositories, now);
  const access = {
    http,
    registrationOf: repositories.registrations.get,
    privateKeyOf: signingKeys(repositories.registrationKeys, seal),
    now,
    newId,
  };
  const tokens = createAccessTokens(access);
  const calls = createServiceCalls({
    http,
    tokens,
    registrationOf: (id) => registry.get(id),
    now,
  });
  return {
    tokens,
    scores: createScores(calls),
    memberships: createMemberships(calls),
    connectionCheck: createConnectionCheck(access),
    deepLinking: createDeepLinking(access),
  };
}
