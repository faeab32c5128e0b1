import { launchExpired, launchInvalid } from '../refusals';
import type { BindingClaims } from './id-token';

/** Seconds for which a login waits for its launch. */
export const LOGIN_LIFETIME = 600;

/** Seconds by which the clocks of platform and tool may differ. */
const CLOCK_SKEW = 60;

type Times = Pick<BindingClaims, 'issuedAt' | 'expiresAt'>;

/**
 * Security Framework §5.1.3 step 7: now must be before `exp`. No skew: ltijs allows none either.
 * @throws AppError launch-expired.
 */
export function checkNotExpired({ expiresAt }: Times, now: Date): void {
  const late = now.getTime() / 1000 - expiresAt;
  if (late >= 0) throw launchExpired(`The id_token expired ${Math.floor(late)} s ago`);
}

/**
 * Security Framework §5.1.3 step 8: a token from the future, or one that expires before it was
 * issued, comes from a wrong clock or a forger.
 * @throws AppError launch-invalid.
 */
export function checkIssuedInThePast({ issuedAt, expiresAt }: Times, now: Date): void {
  const ahead = issuedAt - now.getTime() / 1000;
  if (ahead > CLOCK_SKEW) throw launchInvalid(`The id_token is from ${Math.ceil(ahead)} s ahead`);
  if (expiresAt <= issuedAt) throw launchInvalid('The id_token expires before it was issued');
}

/**
 * Security Framework §5.1.3 step 8: a token older than any login that may still wait is refused,
 * however long the platform lets it live.
 * @throws AppError launch-expired.
 */
export function checkIssuedRecently({ issuedAt }: Times, now: Date): void {
  const age = now.getTime() / 1000 - issuedAt;
  if (age > LOGIN_LIFETIME + CLOCK_SKEW) {
    throw launchExpired(`The id_token was issued ${Math.floor(age)} s ago`);
  }
}
