import type { Certificate } from '../../domain/certificate';
import type { FileVerification, Verification } from './service';

/** The page's facts for machines. A malformed and an unknown code look the same. */
export function verificationJson(result: Verification): object {
  return result.kind === 'found' ? certificateJson(result.certificate) : { status: 'unknown' };
}

/** `file` says what the file is, the rest is as for a code. */
export function fileVerificationJson(result: FileVerification): object {
  switch (result.kind) {
    case 'genuine':
      return { file: 'genuine', ...certificateJson(result.certificate) };
    case 'altered':
      return { file: 'altered', code: result.code ?? null };
    case 'not-registered':
    case 'unknown':
      return { file: result.kind };
  }
}

function certificateJson(certificate: Certificate): object {
  const { code, status, specimen, nameShown, trainingTitle, edition, issuer } = certificate;
  return {
    status,
    code,
    specimen,
    name: (nameShown && certificate.name) || null,
    trainingTitle,
    edition,
    issuer: issuer || null,
    requirementsMet: certificate.requirementsMet,
    completedAt: certificate.completedAt.toISOString(),
    issuedAt: certificate.issuedAt.toISOString(),
    replacedBy: certificate.replacedBy ?? null,
    endedAt: certificate.statusChange?.at.toISOString() ?? null,
  };
}
