/** Where anyone finds what a credential refers to. Absolute, and stable: they stand in signed files. */
export interface CredentialAddresses {
  readonly issuer: string;
  achievement(editionId: string): string;
  /** @param list 1-based. */
  statusList(list: number): string;
}

/** JSON-LD contexts (Verifiable Credentials 2.0; Open Badges 3.0 chapter 5). */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
