/** A platform as this tool knows it: one issuer with one client id (1EdTech Security Framework §5.1.1). */
export interface Registration {
  readonly id: string;
  readonly version: number;
  readonly issuer: string;
  readonly clientId: string;
  /** A name for people; shown to administrators only. */
  readonly name: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  /** `aud` of token requests where the platform wants another than its token URL. */
  readonly audience?: string;
  /** Deployment ids that may launch. */
  readonly deployments: readonly string[];
  /** Where a registered platform shows its pages: a school's own host of hosted Canvas. */
  readonly pagesOrigin?: string;
  /** A platform that names its deployments only at launch: signed launches add them here. */
  readonly learnsDeployments?: boolean;
  /** `product_family_code` of a registered platform (Dynamic Registration 1.0 §2.2), such as `moodle`. */
  readonly family?: string;
  /** Scopes that the platform granted when it was registered. Absent: entered by hand. */
  readonly scopes?: readonly string[];
  readonly active: boolean;
  readonly createdAt: Date;
}
