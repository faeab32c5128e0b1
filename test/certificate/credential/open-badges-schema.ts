import { z } from 'zod';

/**
 * What Open Badges 3.0 asks of the documents that the tool publishes (appendix B, Data Models;
 * chapter 8.2, JSON Web Token Proof), what Bitstring Status List 1.0 asks of a status, and RFC 7517
 * of a key; in words of our own. Strict: a member that none of them knows is a mistake too.
 */

const CREDENTIALS = 'https://www.w3.org/ns/credentials/v2';
const OPEN_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/;

const text = z.string().min(1);
/** RFC 3986: absolute. */
const uri = z.url();
/** `DateTimeZ`: with its time zone. */
const dateTime = z.iso.datetime({ offset: true });
/** `NumericDate` (RFC 7519 section 2), whole seconds. */
const numericDate = z.int().positive();

/** A set of types, in which one must be. */
const typed = (needed: string) =>
  z.array(text).refine((types) => types.includes(needed), `must contain ${needed}`);

export const profile = z.strictObject({ id: uri, type: typed('Profile'), name: text.optional() });

export const achievement = z.strictObject({
  id: uri,
  type: typed('Achievement'),
  // One of the specification's enumeration.
  achievementType: z.literal('CertificateOfCompletion'),
  name: text,
  description: text,
  // One of `id` and `narrative`, says the note.
  criteria: z.strictObject({ narrative: text }),
  // BCP 47.
  inLanguage: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
});

const identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.literal(false),
  identityHash: text,
  identityType: z.literal('name'),
});

const listed = z.strictObject({
  id: uri,
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.literal('revocation'),
  // Chapter 2.1: a whole number, written as a string.
  statusListIndex: z.string().regex(/^(0|[1-9]\d*)$/),
  statusListCredential: uri,
});

export const openBadgeCredential = z
  .strictObject({
    '@context': z.tuple([z.literal(CREDENTIALS), z.string().regex(OPEN_BADGES)]),
    id: uri,
    type: typed('VerifiableCredential').refine(
      (types) => types.includes('OpenBadgeCredential') || types.includes('AchievementCredential'),
    ),
    name: text,
    issuer: profile,
    validFrom: dateTime,
    credentialSubject: z.strictObject({
      id: uri,
      type: typed('AchievementSubject'),
      identifier: z.array(identity).min(1),
      licenseNumber: text,
      achievement,
    }),
    credentialStatus: listed,
    iss: uri,
    jti: uri,
    sub: uri,
    nbf: numericDate,
  })
  // 8.2.4.1: what a verifier compares.
  .refine(({ iss, issuer }) => iss === issuer.id, 'iss must be issuer.id')
  .refine(({ jti, id }) => jti === id, 'jti must be id')
  .refine(({ sub, credentialSubject }) => sub === credentialSubject.id, 'sub must be the subject')
  .refine(({ nbf, validFrom }) => nbf * 1000 === Date.parse(validFrom), 'nbf must be validFrom');

/** Bitstring Status List 1.0 chapter 2.2. */
export const statusListCredential = z
  .strictObject({
    '@context': z.tuple([z.literal(CREDENTIALS)]),
    id: uri,
    type: typed('VerifiableCredential').refine((types) =>
      types.includes('BitstringStatusListCredential'),
    ),
    issuer: uri,
    validFrom: dateTime,
    credentialSubject: z.strictObject({
      id: uri,
      type: z.literal('BitstringStatusList'),
      statusPurpose: z.literal('revocation'),
      ttl: z.int().positive(),
      // Multibase base64url without padding.
      encodedList: z.string().regex(/^u[A-Za-z0-9_-]+$/),
    }),
    iss: uri,
    jti: uri,
    nbf: numericDate,
  })
  .refine(({ iss, issuer }) => iss === issuer, 'iss must be issuer')
  .refine(({ jti, id }) => jti === id, 'jti must be id');

/** The header of both, 8.2.2.1: the key stands at `kid`. */
export const joseHeader = z.strictObject({
  alg: z.literal('RS256'),
  kid: uri,
  typ: z.literal('JWT'),
});

/** Public part only (RFC 7517, RFC 7518 section 6.3.1). */
export const publicKey = z.strictObject({
  kty: z.literal('RSA'),
  // 2048 bits or more.
  n: z.base64url().min(342),
  e: z.base64url(),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  kid: uri,
});
