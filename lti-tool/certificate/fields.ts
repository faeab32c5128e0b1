import type { Requirement } from '../domain/requirement';

/** Everything that stands on one certificate. The same fields give the same bytes. */
export interface CertificateFields {
  /** As `checkName` accepted it. */
  readonly name: string;
  /** BCP 47, the person's: it chooses among fonts for the name. */
  readonly locale?: string | undefined;
  /** The same name in Latin letters, to stand beside it. */
  readonly latinName?: string;
  readonly trainingTitle: string;
  readonly editionId: string;
  /** The edition's, for example `Asia`. */
  readonly region: string;
  /** First and last day of the live part. */
  readonly liveFrom: Date;
  readonly liveTo: Date;
  /** First and last day of the self-paced part, where the edition says them. */
  readonly selfPaced: { readonly from: Date; readonly to: Date } | undefined;
  /** All met. */
  readonly requirements: readonly Requirement[];
  /** Without dashes. */
  readonly code: string;
  /** Where anyone can check the certificate. */
  readonly verifyUrl: string;
  readonly issuedAt: Date;
  /** Stands before the date of issue; empty: it is not said. */
  readonly placeOfIssue: string;
  /** Empty while no organization has agreed to issue. */
  readonly issuer: string;
  /** No signature line while the name is empty. */
  readonly signatory: { readonly name: string; readonly title: string };
  /** It proves nothing, and says so across the page. */
  readonly specimen: boolean;
  /** Shown before it is issued: it says so across the page, and is not signed. */
  readonly preview?: true;
}
