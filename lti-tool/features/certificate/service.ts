import { createHash } from 'node:crypto';
import type { Certificate } from '../../domain/certificate';
import {
  claimOf,
  confirmedName,
  isSameName,
  type Obstacle,
  ownNamesLeft,
  withName,
  withNameShown,
} from '../../domain/certificate-claim';
import type { CertificateName, NameConfirmation } from '../../domain/claim';
import type { Completion } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import type { Claims } from '../../progress/issuing/claims';
import type { DrawUp } from '../../progress/issuing/draw-up';
import type { IssueTo } from '../../progress/issuing/issue';
import type { AgreeOnNameShown } from '../../progress/issuing/name-shown';
import type { Certificates } from '../../store/repositories/certificates';
import type { Visit } from '../../web/visit';
import { checkTypedName, type NameProblems, type TypedName } from '../../certificate/typed-name';
import { mayReceiveCertificate } from './policy';
import {
  damaged,
  issuedAlready,
  noneIssued,
  notForStaff,
  notForTestPersons,
  tooOften,
} from './refusals';

/** Somebody who may still receive a certificate. */
export interface OnTheWay {
  readonly kind: 'on-the-way';
  readonly completion: Completion;
  readonly obstacles: readonly Obstacle[];
  readonly name: NameConfirmation | undefined;
  /** How often the person may still confirm another name. */
  readonly namesLeft: number;
  /** Why a facilitator holds it. */
  readonly holdReason: string | undefined;
}

/** Where one person stands on the way to the certificate. */
export type CertificateState =
  | { readonly kind: 'staff' | 'test-person' }
  | OnTheWay
  | { readonly kind: 'issued'; readonly certificate: Certificate };

export type NameStep =
  | { readonly kind: 'refused'; readonly problems: NameProblems }
  | { readonly kind: 'accepted'; readonly name: CertificateName };

export interface CertificateService {
  state(visit: Visit): Promise<CertificateState>;
  /** What the form begins with: the confirmed name, else what the platform calls the person. */
  typedName(enrolment: Enrolment): TypedName;
  /**
   * Checks a name that may be confirmed next; nothing is stored.
   * @throws AppError not-allowed (staff, test persons, more names than one may choose alone),
   * certificate-issued (only a facilitator corrects then).
   */
  check(visit: Visit, typed: TypedName): Promise<NameStep>;
  /** The certificate as it would look with this name, a PDF. @throws as `check` does. */
  preview(visit: Visit, typed: TypedName): Promise<Buffer | undefined>;
  /** Confirms the name; the certificate is issued at once if it is due. @throws as `check` does. */
  confirm(visit: Visit, typed: TypedName): Promise<NameStep>;
  /**
   * Notes whether the public page may name the holder; the certificate itself stays as it is.
   * @throws AppError certificate-unknown: none was issued yet (the form of the name asks until then).
   */
  showName(visit: Visit, shown: boolean): Promise<void>;
  /**
   * The stored file, never a new one.
   * @throws AppError certificate-unknown (none was issued), internal (the store's copy is damaged)
   */
  file(visit: Visit): Promise<{ readonly bytes: Buffer; readonly code: string }>;
}

export interface CertificateDependencies {
  readonly certificates: Pick<Certificates, 'ofEnrolment' | 'isIssuedTo' | 'file'>;
  readonly completionOf: (enrolment: Enrolment) => Completion;
  readonly claims: Claims;
  readonly drawUp: Pick<DrawUp, 'preview'>;
  readonly issueTo: IssueTo;
  readonly agreeOnNameShown: AgreeOnNameShown;
  readonly now: () => Date;
  /** pino's logger, as far as it is used here. */
  readonly logger: { error(fields: object, message: string): void };
}

export function createCertificateService(
  dependencies: CertificateDependencies,
): CertificateService {
  const { certificates, completionOf, claims, drawUp, issueTo, now, logger } = dependencies;
  const { agreeOnNameShown } = dependencies;

  /** Throws unless this person may choose this name at this moment. */
  function requireOwnChoice(enrolment: Enrolment, name: CertificateName): void {
    if (claimOf(enrolment).issuedAt) throw issuedAlready();
    const last = confirmedName(enrolment);
    const isOther = !last || !isSameName(last, name);
    if (isOther && ownNamesLeft(enrolment) === 0) throw tooOften();
  }

  async function check(visit: Visit, typed: TypedName): Promise<NameStep> {
    const { session, enrolment } = visit;
    if (!mayReceiveCertificate(session, enrolment)) throw notForStaff();
    if (enrolment.testPerson) throw notForTestPersons();
    if (await certificates.isIssuedTo(enrolment.id)) throw issuedAlready();
    const checked = await checkTypedName(typed, session.locale);
    if (checked.kind === 'accepted') requireOwnChoice(enrolment, checked.name);
    return checked;
  }

  return {
    check,

    async state({ session, enrolment }) {
      const certificate = await certificates.ofEnrolment(enrolment.id);
      if (certificate) return { kind: 'issued', certificate };
      if (!mayReceiveCertificate(session, enrolment)) return { kind: 'staff' };
      if (enrolment.testPerson) return { kind: 'test-person' };
      return {
        kind: 'on-the-way',
        completion: completionOf(enrolment),
        obstacles: claims.obstaclesOf(enrolment),
        name: confirmedName(enrolment),
        namesLeft: ownNamesLeft(enrolment),
        holdReason: claimOf(enrolment).hold?.reason,
      };
    },

    typedName(enrolment) {
      const name = confirmedName(enrolment);
      return {
        text: name?.text ?? enrolment.name ?? '',
        latin: name?.latin ?? '',
        shown: name?.shown ?? false,
      };
    },

    async preview(visit, typed) {
      const checked = await check(visit, typed);
      return checked.kind === 'accepted'
        ? drawUp.preview(visit.enrolment, checked.name)
        : undefined;
    },

    async confirm(visit, typed) {
      const checked = await check(visit, typed);
      if (checked.kind === 'refused') return checked;
      const { id } = visit.enrolment;
      const changed = await claims.change(id, (current) => {
        requireOwnChoice(current, checked.name);
        return withName(current, checked.name, { by: id, at: now() });
      });
      if (changed.certificateDueAt) {
        // What fails here is tried again in the background.
        await issueTo(id).catch((error: unknown) => {
          logger.error(
            { enrolmentId: id, err: error },
            'a certificate could not be issued at once',
          );
        });
      }
      return checked;
    },

    async showName({ enrolment: { id } }, shown) {
      if (!(await certificates.isIssuedTo(id))) throw noneIssued();
      await claims.change(id, (current) => withNameShown(current, shown, now()));
      await agreeOnNameShown(id);
    },

    async file({ enrolment }) {
      const certificate = await certificates.ofEnrolment(enrolment.id);
      const stored = certificate && (await certificates.file(certificate.id));
      if (!certificate || !stored) throw noneIssued();
      const bytes = Buffer.from(stored.pdf, 'base64');
      if (sha256Of(bytes) !== certificate.sha256) throw damaged(certificate);
      return { bytes, code: certificate.code };
    },
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
