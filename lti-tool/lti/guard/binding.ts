import type { LoginAttempt } from '../../domain/login-attempt';
import type { Registration } from '../../domain/registration';
import { deploymentUnknown, launchExpired, launchInvalid } from '../refusals';
import type { BindingClaims } from './id-token';

/**
 * OIDC Core §3.1.2.1 (`state`): the login that this launch answers must still be waiting.
 * @throws AppError launch-expired.
 */
export function checkLoginWaits(attempt: LoginAttempt, now: Date): void {
  if (now >= attempt.expiresAt) throw launchExpired('The login attempt has expired');
}

/**
 * Security Framework §5.1.3 step 2: `iss` is exactly the issuer that the login was for.
 * @throws AppError launch-invalid.
 */
export function checkIssuer({ issuer }: BindingClaims, registration: Registration): void {
  if (issuer !== registration.issuer) throw launchInvalid('iss is not the issuer of the login');
}

/**
 * Security Framework §5.1.3 steps 3 to 5: `aud` holds our client id; with several audiences `azp`
 * must be there; wherever it is there, it is our client id.
 * @throws AppError launch-invalid.
 */
export function checkAudience(
  { audience, authorizedParty }: BindingClaims,
  { clientId }: Registration,
): void {
  if (!audience.includes(clientId)) throw launchInvalid('aud is not the client id of the login');
  if (audience.length > 1 && authorizedParty === undefined) {
    throw launchInvalid('Several audiences, but no azp');
  }
  if (authorizedParty !== undefined && authorizedParty !== clientId) {
    throw launchInvalid('azp is not the client id of the login');
  }
}

/**
 * Security Framework §5.1.3 step 9: the nonce is the one that this login sent. As a login is used
 * once, so is its nonce.
 * @throws AppError launch-invalid.
 */
export function checkNonce({ nonce }: BindingClaims, attempt: LoginAttempt): void {
  if (nonce !== attempt.nonce) throw launchInvalid('nonce is not the one of the login');
}

/**
 * LTI 1.3 Core §5.3.3 and §4.1.2: the deployment is one of the registration, and the one that the
 * login named, if it named one. A platform that registered without naming any (Canvas makes them
 * later, several for one key) may bring a new one: `learnDeployment` keeps it once the signature
 * was checked, for only that platform can sign it for our client id.
 * @throws AppError launch-deployment-unknown, launch-invalid.
 */
export function checkDeployment(
  { deploymentId }: BindingClaims,
  registration: Registration,
  attempt: LoginAttempt,
): void {
  if (!registration.learnsDeployments && !registration.deployments.includes(deploymentId)) {
    throw deploymentUnknown(`Registration ${registration.id} does not list the deployment`);
  }
  if (attempt.deploymentId !== undefined && attempt.deploymentId !== deploymentId) {
    throw launchInvalid('deployment_id is not the one of the login');
  }
}

/**
 * LTI 1.3 Core §5.3.4: the signed target link URI is the one that the login asked for.
 * @throws AppError launch-invalid.
 */
export function checkTarget({ targetLinkUri }: BindingClaims, attempt: LoginAttempt): void {
  if (targetLinkUri !== attempt.targetLinkUri) {
    throw launchInvalid('target_link_uri is not the one of the login');
  }
}
