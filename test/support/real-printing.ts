import { createPrinter, type Printer } from '../../lti-tool/certificate/printer';
import { createRenderPool } from '../../lti-tool/certificate/render-pool';
import { createCredentialKeys } from '../../lti-tool/features/credential/keys';
import { createSeal } from '../../lti-tool/lti/seal';
import type { Repositories } from '../../lti-tool/store/repositories';
import { materials } from './printing';

const CREDENTIALS = 'https://training.example.org/credentials';

/** Prints and signs as the tool does: in threads of its own, with a credential of the store's key. */
export function realPrinting(
  { credentialKeys }: Pick<Repositories, 'credentialKeys'>,
  now: () => Date,
): { printer: Printer; close: () => Promise<void> } {
  const pool = createRenderPool(() => Promise.resolve({ materials, at: now() }));
  const keys = createCredentialKeys({
    keys: credentialKeys,
    seal: createSeal(Buffer.alloc(32, 1)),
    addressOf: (id) => `${CREDENTIALS}/keys/${id}`,
    now,
  });
  const printer = createPrinter({
    organizerSigns: false,
    render: (fields, credential) => pool.render(fields, credential),
    addresses: {
      issuer: `${CREDENTIALS}/issuer`,
      achievement: (edition) => `${CREDENTIALS}/achievements/${edition}`,
      statusList: (list) => `${CREDENTIALS}/status/${list}`,
    },
    signCredential: (payload) => keys.sign(payload),
  });
  return { printer, close: () => pool.close() };
}
