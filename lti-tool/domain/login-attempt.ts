/** One login that waits for its launch. Ids are hashes: the store never holds a usable state. */
export interface LoginAttempt {
  /** SHA-256 of the state, base64url. */
  readonly id: string;
  readonly version: number;
  readonly registrationId: string;
  readonly nonce: string;
  /** The address the platform wants opened, as signed later in the launch. */
  readonly targetLinkUri: string;
  readonly deploymentId?: string;
  /** Frame of the platform that keeps this browser's value (LTI platform storage). */
  readonly storageTarget?: string;
  /** SHA-256 of the value that this browser keeps, in a cookie or in the platform's storage. */
  readonly browserHash: string;
  readonly expiresAt: Date;
}
