/** A key pair that signs credentials. The private half is encrypted before it reaches the store. */
export interface CredentialKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly id: string;
  readonly version: number;
  /** 1 for the first key. Unique, so that two processes at once make one first key. */
  readonly generation: number;
  /** PEM, SPKI. Published for good: credentials have no end. */
  readonly publicKey: string;
  readonly sealedPrivateKey: string;
  readonly createdAt: Date;
}
