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
  /** SHA-256 of the value in this browser's state cookie. */
  readonly browserHash: string;
  readonly expiresAt: Date;
}
