import { createHash } from 'node:crypto';
import { statusPlace } from '../../domain/certificate';
import type { CertificateFields } from '../fields';
import { type CredentialAddresses, CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './addresses';
import { achievement, type AchievementFacts, issuerProfile } from './profile';

/**
 * The certificate as an Open Badges 3.0 credential, ready to be signed as VC-JWT (chapter 8.2): the
 * credential at the top level, and the registered claims that repeat it. Deterministic.
 *
 * @param statusIndex place of its status in the status lists.
 */
export function credentialPayload(
  fields: CertificateFields,
  statusIndex: number,
  addresses: CredentialAddresses,
): Record<string, unknown> {
  const { verifyUrl, issuedAt } = fields;
  const facts: AchievementFacts = fields;
  const subject = subjectId(fields.code);
  const { list, position } = statusPlace(statusIndex);
  const statusListCredential = addresses.statusList(list);
  return {
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: verifyUrl,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: fields.trainingTitle,
    issuer: issuerProfile(fields.issuer, addresses.issuer),
    validFrom: seconds(issuedAt).toISOString().replace('.000Z', 'Z'),
    credentialSubject: {
      id: subject,
      type: ['AchievementSubject'],
      identifier: [fields.name, fields.latinName].flatMap((name) =>
        name === undefined ? [] : identityOf(name),
      ),
      licenseNumber: fields.code,
      achievement: achievement(facts, addresses),
    },
    credentialStatus: {
      id: `${statusListCredential}#${position}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: `${position}`,
      statusListCredential,
    },
    iss: addresses.issuer,
    jti: verifyUrl,
    sub: subject,
    nbf: seconds(issuedAt).getTime() / 1000,
  };
}

/** A name in plain text, one of those on the paper (Open Badges 3.0, B.1 IdentityObject). */
function identityOf(name: string): Record<string, unknown> {
  return { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' };
}

/** `nbf` knows whole seconds only, and must say the same as `validFrom`. */
function seconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/** Nobody's address and not the code: two certificates of a person cannot be linked by it (RFC 9562). */
function subjectId(code: string): string {
  const bytes = createHash('sha256').update(`credential subject ${code}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const uuid = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return `urn:uuid:${uuid}`;
}
