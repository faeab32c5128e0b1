import type { CredentialAddresses } from '../../../lti-tool/certificate/credential/addresses';
import {
  createCredentialKeys,
  type CredentialKeys,
} from '../../../lti-tool/features/credential/keys';
import { credentialRoutes } from '../../../lti-tool/features/credential/routes';
import { createCredentialService } from '../../../lti-tool/features/credential/service';
import { createSeal } from '../../../lti-tool/lti/seal';
import { approved } from '../../certificate/sample';
import { type FeatureApp, featureApp } from '../../support/feature-app';
import type { World } from '../../support/world';

export const ORIGIN = 'https://training.example.org';

export const addresses: CredentialAddresses = {
  issuer: `${ORIGIN}/credentials/issuer`,
  achievement: (edition) => `${ORIGIN}/credentials/achievements/${edition}`,
  statusList: (list) => `${ORIGIN}/credentials/status/${list}`,
};

/** The public addresses of credentials, of the edition of the sample certificate. */
export function openApp(world: World): { app: FeatureApp; keys: CredentialKeys } {
  const { repositories, now } = world;
  const keys = createCredentialKeys({
    keys: repositories.credentialKeys,
    seal: createSeal(Buffer.alloc(32, 1)),
    addressOf: (id) => `${ORIGIN}/credentials/keys/${id}`,
    now,
  });
  const service = createCredentialService({
    certificates: repositories.certificates,
    keys,
    addresses,
    issuer: approved.issuer,
    editions: [approved],
    now,
  });
  const app = featureApp(world, ({ requireVisit }) => credentialRoutes({ service, requireVisit }));
  return { app, keys };
}
