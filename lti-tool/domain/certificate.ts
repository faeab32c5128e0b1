/** An issued certificate. The file is stored with its hash and never rendered again. */
export interface Certificate {
  readonly id: string;
  readonly version: number;
  /** Unique: one certificate per enrolment. */
  readonly enrolmentId: string;
  /** Verification code, Crockford base32 with a check character, without dashes. Unique. */
  readonly code: string;
  readonly name: string;
  readonly trainingTitle: string;
  readonly edition: string;
  readonly issuer: string;
  readonly specimen: boolean;
  readonly completedAt: Date;
  readonly issuedAt: Date;
  /** The PDF, base64. */
  readonly file: string;
  /** Hex. */
  readonly sha256: string;
  readonly status: 'valid' | 'withdrawn';
}
