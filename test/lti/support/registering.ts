import { randomUUID } from 'node:crypto';

import type { RegistrationFields } from '../../../lti-tool/lti/registration-fields';
import {
  createRegistrationService,
  type RegistrationService,
} from '../../../lti-tool/lti/registrations';
import type { LtiRepositories } from '../../../lti-tool/lti/repositories';
import { createSeal, type Seal } from '../../../lti-tool/lti/seal';
import { memoryRepositories } from './memory-repositories';

export const FIELDS: RegistrationFields = {
  issuer: 'https://moodle.example.org',
  clientId: 'client-1',
  authUrl: 'https://moodle.example.org/mod/lti/auth.php',
  tokenUrl: 'https://moodle.example.org/mod/lti/token.php',
  jwksUrl: 'https://moodle.example.org/mod/lti/certs.php',
  deployments: ['1'],
};

export interface Registering {
  readonly service: RegistrationService;
  readonly repositories: LtiRepositories;
  readonly seal: Seal;
}

export function startRegistering(allowPrivatePlatforms = false): Registering {
  const repositories = memoryRepositories();
  const seal = createSeal(Buffer.alloc(32, 1));
  const now = () => new Date('2026-11-24T12:00:00Z');
  const service = createRegistrationService({
    repositories,
    seal,
    now,
    newId: randomUUID,
    allowPrivatePlatforms,
  });
  return { service, repositories, seal };
}
