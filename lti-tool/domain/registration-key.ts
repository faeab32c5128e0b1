/** A key pair of one registration. The private half is encrypted before it reaches the store. */
export interface RegistrationKey {
  /** The `kid`. */
  readonly id: string;
  readonly version: number;
  readonly registrationId: string;
  /** PEM, SPKI. */
  readonly publicKey: string;
  /** AES-256-GCM: `keyVersion.iv.tag.ciphertext`, base64url. */
  readonly sealedPrivateKey: string;
  readonly createdAt: Date;
  /** Since then another key signs. This one stays published for a day. */
  readonly retiredAt?: Date;
}
