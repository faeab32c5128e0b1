/** A name as a person wants it on the certificate. */
export interface CertificateName {
  /** In the person's own script. */
  readonly text: string;
  /** The same name in Latin letters, beside it. */
  readonly latin?: string;
  /** BCP 47, of who confirmed it: it chooses among fonts. */
  readonly locale?: string;
  /** Whether whoever has the certificate's code may see the name (verification page). */
  readonly shown: boolean;
}

export interface NameConfirmation extends CertificateName {
  readonly at: Date;
  /** Enrolment id: the person's own, or the facilitator's who corrected it. */
  readonly by: string;
}

/** What a facilitator decided on one person's certificate. */
export interface Decision {
  /** The facilitator's enrolment id. */
  readonly by: string;
  readonly at: Date;
}

/** Everything on the way to a certificate besides the requirements; a part of the enrolment. */
export interface CertificateClaim {
  /** Every name that was confirmed, oldest first; the last one counts. Nothing is taken away. */
  readonly names: readonly NameConfirmation[];
  /** Stops the issue until it is taken back. */
  readonly hold?: Decision & { readonly reason: string };
  /** Where the edition asks for a facilitator's word before a certificate is issued. */
  readonly release?: Decision;
  /** When the first certificate was issued. */
  readonly issuedAt?: Date;
}
