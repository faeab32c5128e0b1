const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope/';

/** Scopes that a tool can be granted here (AGS 2.0 §3.1–3.4, NRPS 2.0 §2.1). */
export const SCOPE = {
  lineItem: `${AGS}lineitem`,
  lineItemReadOnly: `${AGS}lineitem.readonly`,
  resultReadOnly: `${AGS}result.readonly`,
  score: `${AGS}score`,
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;
