import type { Requirement } from '../domain/requirement';

/** Everything that stands on one certificate. The same fields give the same bytes. */
export interface CertificateFields {
  /** As `checkName` accepted it. */
  readonly name: string;
  readonly trainingTitle: string;
  /** The edition's, for example `Asia`. */
  readonly region: string;
  /** First and last day of the live part. */
  readonly liveFrom: Date;
  readonly liveTo: Date;
  /** All met. */
  readonly requirements: readonly Requirement[];
  /** Without dashes. */
  readonly code: string;
  /** Where anyone can check the certificate. */
  readonly verifyUrl: string;
  readonly issuedAt: Date;
  /** Empty while no organization has agreed to issue: the certificate is then a specimen. */
  readonly issuer: string;
  /** No signature line while the name is empty. */
  readonly signatory: { readonly name: string; readonly title: string };
}
