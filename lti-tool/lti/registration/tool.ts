import { AGS_SCOPE, NRPS_SCOPE } from '../port';

/** What this tool tells a platform of itself. */
export interface ToolDescription {
  /** Origin of this tool. */
  readonly baseUrl: string;
  readonly name: string;
  readonly description: string;
  /** Where a Deep Linking request leads. */
  readonly contentUrl: string;
  /** A picture that any site may show, at an address that stays. */
  readonly iconUrl: string;
}

/**
 * Columns and scores, the results that teachers changed, and the names of the course. Both scopes
 * for columns: an administrator may leave the tool only the one to read.
 */
export const WANTED_SCOPES: readonly string[] = [
  AGS_SCOPE.lineItem,
  AGS_SCOPE.lineItemReadOnly,
  AGS_SCOPE.resultReadOnly,
  AGS_SCOPE.score,
  NRPS_SCOPE,
];

/** Dynamic Registration 1.0 §3.5.2: `iss` and `sub`, the name for lists and certificate, the e-mail. */
export const WANTED_CLAIMS: readonly string[] = [
  'iss',
  'sub',
  'name',
  'given_name',
  'family_name',
  'email',
];
