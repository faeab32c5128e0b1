import { sign } from 'jsonwebtoken';
import type { Registration } from '../domain/registration';
import type { DeepLinking } from './port';
import type { SigningKey } from './signing-keys';

export interface DeepLinkingDependencies {
  readonly registrationOf: (registrationId: string) => Promise<Registration | undefined>;
  readonly privateKeyOf: (registrationId: string) => Promise<SigningKey>;
  readonly now: () => Date;
  /** A value never used before. */
  readonly newId: () => string;
}

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

/** The browser posts the answer at once; minutes are for slow lines and for clocks that differ. */
const LIFETIME_SECONDS = 300;

/** Signs answers to Deep Linking requests (LTI Deep Linking 2.0 §4.5, Security Framework §5.2). */
export function createDeepLinking(dependencies: DeepLinkingDependencies): DeepLinking {
  const { registrationOf, privateKeyOf, now, newId } = dependencies;
  return {
    async respond({ registrationId, deploymentId, data }, { items, messages = {} }) {
      const registration = await registrationOf(registrationId);
      if (!registration) throw new Error(`Registration ${registrationId} is gone`);
      const { kid, pem } = await privateKeyOf(registrationId);
      const iat = Math.floor(now().getTime() / 1000);
      const claims = {
        iss: registration.clientId,
        aud: registration.issuer,
        iat,
        exp: iat + LIFETIME_SECONDS,
        nonce: newId(),
        jti: newId(),
        [`${LTI}message_type`]: 'LtiDeepLinkingResponse',
        [`${LTI}version`]: '1.3.0',
        [`${LTI}deployment_id`]: deploymentId,
        [`${DL}content_items`]: items,
        // JSON leaves out what is undefined.
        [`${DL}data`]: data,
        [`${DL}msg`]: messages.msg,
        [`${DL}log`]: messages.log,
        [`${DL}errormsg`]: messages.errormsg,
        [`${DL}errorlog`]: messages.errorlog,
      };
      return sign(claims, pem, { algorithm: 'RS256', keyid: kid });
    },
  };
}
