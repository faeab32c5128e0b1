/** `replaced`: a corrected one was issued in its place. */
export type CertificateStatus = 'valid' | 'withdrawn' | 'replaced';

/** Who ended a certificate's validity, when and why. Kept in the register, never shown in public. */
export interface StatusChange {
  readonly at: Date;
  /** Enrolment id of the facilitator, or of the holder who corrected the own name. */
  readonly by: string;
  readonly reason: string;
}

/**
 * One line of the register of issued certificates. It holds what anyone may check and outlives the
 * course and the holder's data; the file itself is a `CertificateFile`.
 */
export interface Certificate {
  readonly id: string;
  readonly version: number;
  readonly enrolmentId: string;
  /** 1 for the first certificate of an enrolment, one more with each correction. Unique with it. */
  readonly issue: number;
  /** Verification code, Crockford base32 with a check character, without dashes. Unique. */
  readonly code: string;
  /** Place in the status lists (`statusPlace`). Unique, drawn at random. */
  readonly statusIndex: number;
  /** As it stands on the paper; absent once the holder's data was erased. */
  readonly name?: string;
  /** Whether the holder agreed that whoever has the code sees the name. */
  readonly nameShown: boolean;
  readonly trainingTitle: string;
  readonly edition: string;
  /** Empty on a specimen of an edition that has no issuer. */
  readonly issuer: string;
  readonly specimen: boolean;
  /** What was met, as the paper says it, one sentence each. */
  readonly requirementsMet: readonly string[];
  readonly completedAt: Date;
  readonly issuedAt: Date;
  /** Of the PDF as issued, hex. */
  readonly sha256: string;
  readonly status: CertificateStatus;
  /** When `replaced`: the code of the one that holds now. */
  readonly replacedBy?: string;
  /** Unless `valid`. */
  readonly statusChange?: StatusChange;
}

/** What was issued, kept apart so that looking a certificate up does not load it. */
export interface CertificateFile {
  /** The certificate's. */
  readonly id: string;
  readonly version: number;
  /** The PDF, base64: stored as issued and never rendered again. */
  readonly pdf: string;
  /** The Open Badges credential (a JWT) that the PDF carries as attachment. */
  readonly credential: string;
}

/** Positions in one status list: the least that lets nobody be told apart (BitstringStatusList 2.1). */
export const STATUS_LIST_LENGTH = 131_072;

/** In which status list (1-based) and at which position of it a certificate's status stands. */
export function statusPlace(statusIndex: number): { list: number; position: number } {
  return {
    list: Math.floor(statusIndex / STATUS_LIST_LENGTH) + 1,
    position: statusIndex % STATUS_LIST_LENGTH,
  };
}
