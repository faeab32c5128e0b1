import { createHash } from 'node:crypto';
import { checkName } from '../../certificate/name';
import { renderCertificate } from '../../certificate/render';
import { requirementsMet } from '../../certificate/wording';
import type { Programme } from '../../content/programme';
import type { Certificate } from '../../domain/certificate';
import type { Completion } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import type { Certificates } from '../../store/repositories/certificates';
import type { Enrolments } from '../../store/repositories/enrolments';
import { verificationPath } from '../../web/paths';
import type { Visit } from '../../web/visit';
import { mayReceiveCertificate } from './policy';
import { damaged, noneIssued, notDue, notForStaff } from './refusals';

/** Where one person stands on the way to the certificate. */
type CertificateState =
  | { readonly kind: 'staff' }
  | { readonly kind: 'not-yet'; readonly completion: Completion }
  /** `name`: what the person confirmed before a crash, else as the platform gave it, else empty. */
  | { readonly kind: 'name-needed'; readonly name: string }
  | { readonly kind: 'issued'; readonly certificate: Certificate };

type Confirmation =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'issued'; readonly certificate: Certificate };

interface CertificateFile {
  /** The PDF as it was issued. */
  readonly bytes: Buffer;
  /** Without dashes. */
  readonly code: string;
}

export interface CertificateService {
  state(visit: Visit): Promise<CertificateState>;
  /**
   * Confirms the name and issues the one certificate of this enrolment. Whoever holds one already
   * gets that one, whatever name is sent now.
   * @throws AppError not-allowed (staff), certificate-not-due (a requirement is not met)
   */
  confirmName(visit: Visit, text: string): Promise<Confirmation>;
  /**
   * The stored file, never a new one.
   * @throws AppError certificate-unknown (none was issued), internal (the store's copy is damaged)
   */
  file(visit: Visit): Promise<CertificateFile>;
}

export interface CertificateDependencies {
  readonly certificates: Pick<Certificates, 'ofEnrolment' | 'issue' | 'file' | 'freeStatusIndex'>;
  readonly enrolments: Pick<Enrolments, 'change'>;
  readonly completionOf: (enrolment: Enrolment) => Completion;
  readonly programme: Pick<Programme, 'title' | 'edition'>;
  /** Origin of the tool, without a trailing slash. */
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly newCode: () => string;
}

export function createCertificateService(
  dependencies: CertificateDependencies,
): CertificateService {
  const { certificates, enrolments, completionOf, programme, baseUrl, now } = dependencies;

  /** Throws unless this person is to receive a certificate at this moment. */
  function requireDue({ session }: Visit, enrolment: Enrolment): Completion {
    if (!mayReceiveCertificate(session, enrolment)) throw notForStaff();
    const completion = completionOf(enrolment);
    if (!completion.complete) throw notDue();
    return completion;
  }

  async function issue(enrolment: Enrolment, completion: Completion, name: string) {
    const { title, edition } = programme;
    const { completedAt, requirements } = completion;
    if (!completedAt) throw notDue();
    const met = requirements.map(({ requirement }) => requirement);
    const code = dependencies.newCode();
    const issuedAt = now();
    const bytes = await renderCertificate({
      name,
      trainingTitle: title,
      region: edition.region,
      liveFrom: edition.liveFrom,
      liveTo: edition.liveTo,
      requirements: met,
      code,
      verifyUrl: `${baseUrl}${verificationPath(code)}`,
      issuedAt,
      issuer: edition.issuer,
      signatory: edition.signatory,
    });
    return certificates.issue({
      line: {
        enrolmentId: enrolment.id,
        code,
        statusIndex: await certificates.freeStatusIndex(),
        name,
        nameShown: true,
        trainingTitle: title,
        edition: edition.title,
        issuer: edition.issuer,
        specimen: edition.issuer === '',
        requirementsMet: requirementsMet(met),
        completedAt,
        issuedAt,
        sha256: sha256(bytes),
      },
      file: { pdf: Buffer.from(bytes).toString('base64') },
    });
  }

  return {
    async state({ session, enrolment }) {
      const certificate = await certificates.ofEnrolment(enrolment.id);
      if (certificate) return { kind: 'issued', certificate };
      if (!mayReceiveCertificate(session, enrolment)) return { kind: 'staff' };
      const completion = completionOf(enrolment);
      if (!completion.complete) return { kind: 'not-yet', completion };
      return { kind: 'name-needed', name: enrolment.certificateName?.text ?? enrolment.name ?? '' };
    },

    async confirmName(visit, text) {
      const held = await certificates.ofEnrolment(visit.enrolment.id);
      if (held) return { kind: 'issued', certificate: held };
      requireDue(visit, visit.enrolment);
      const check = await checkName(text);
      if (check.kind === 'refused') return check;
      // Decided again on the enrolment as it is when the name is written, in that same write.
      const enrolment = await enrolments.change(visit.enrolment.id, (current) => {
        requireDue(visit, current);
        return { ...current, certificateName: { text: check.name, confirmedAt: now() } };
      });
      const certificate = await issue(enrolment, requireDue(visit, enrolment), check.name);
      return { kind: 'issued', certificate };
    },

    async file({ enrolment }) {
      const certificate = await certificates.ofEnrolment(enrolment.id);
      if (!certificate) throw noneIssued();
      const stored = await certificates.file(certificate.id);
      if (!stored) throw noneIssued();
      const bytes = Buffer.from(stored.pdf, 'base64');
      if (sha256(bytes) !== certificate.sha256) throw damaged(certificate);
      return { bytes, code: certificate.code };
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
