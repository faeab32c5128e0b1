import { randomUUID } from 'node:crypto';
import type { DynamicRegistration } from '../../../lti-tool/lti/port';
import { createDynamicRegistration } from '../../../lti-tool/lti/registration/client';
import {
  createRegistrationService,
  type RegistrationService,
} from '../../../lti-tool/lti/registrations';
import type { LtiRepositories } from '../../../lti-tool/lti/repositories';
import { createSeal } from '../../../lti-tool/lti/seal';
import {
  createPlatformHttp,
  type PlatformHttp,
  type PlatformHttpOptions,
} from '../../../lti-tool/lti/services/http';
import { memoryRepositories } from '../support/memory-repositories';

export const TOOL_URL = 'https://tool.example';

export interface Registering {
  readonly registration: DynamicRegistration;
  readonly registrations: RegistrationService;
  readonly repositories: LtiRepositories;
}

interface Options extends Partial<PlatformHttpOptions> {
  /** Puts something between us and the platform. */
  readonly between?: (http: PlatformHttp) => PlatformHttp;
}

/** Registration over real HTTP into a store in memory; the platform may be at home here. */
export function startRegistration({ between, ...options }: Options = {}): Registering {
  const { allowPrivatePlatforms = true } = options;
  const http = createPlatformHttp({
    allowPrivatePlatforms,
    timeoutMs: 300,
    maxBytes: 20_000,
    ...options,
  });
  const repositories = memoryRepositories();
  const registrations = createRegistrationService({
    repositories,
    seal: createSeal(Buffer.alloc(32, 1)),
    now: () => new Date('2026-11-24T12:00:00Z'),
    newId: randomUUID,
    allowPrivatePlatforms,
  });
  const registration = createDynamicRegistration({
    http: between?.(http) ?? http,
    registrations,
    tool: {
      baseUrl: TOOL_URL,
      name: 'The Training',
      description: 'Readings and more',
      contentUrl: `${TOOL_URL}/deep-linking`,
      iconUrl: `${TOOL_URL}/lti/icon.svg`,
    },
    allowPrivatePlatforms,
  });
  return { registration, registrations, repositories };
}
