import type { Printer } from '../../certificate/printer';
import { requirementsMet } from '../../certificate/wording';
import type { Programme } from '../../content/programme';
import type { CertificateName } from '../../domain/certificate-claim';
import type { Requirement } from '../../domain/requirement';
import type { Certificates, NewCertificate } from '../../store/repositories/certificates';

/** Whose certificate it is and what it says; everything else comes from the edition. */
export interface Draft {
  readonly enrolmentId: string;
  readonly name: CertificateName;
  readonly completedAt: Date;
  /** All met. */
  readonly requirements: readonly Requirement[];
}

/** Prints a certificate with a new code and place in the status lists; nothing is stored. */
export type DrawUp = (draft: Draft) => Promise<NewCertificate>;

export interface DrawUpDependencies {
  readonly certificates: Pick<Certificates, 'freeStatusIndex'>;
  readonly programme: Pick<Programme, 'title' | 'edition'>;
  readonly printer: Printer;
  readonly newCode: () => string;
  /** Where anyone can check the certificate of this code. */
  readonly verifyUrlOf: (code: string) => string;
  readonly now: () => Date;
}

export function createDrawUp(dependencies: DrawUpDependencies): DrawUp {
  const { certificates, programme, printer, newCode, verifyUrlOf, now } = dependencies;
  const { title: trainingTitle, edition } = programme;
  return async ({ enrolmentId, name, completedAt, requirements }) => {
    const code = newCode();
    const statusIndex = await certificates.freeStatusIndex();
    const { issuer } = edition;
    const shared = { code, trainingTitle, issuer, issuedAt: now() };
    const { pdf, sha256, credential } = await printer.print(
      {
        ...shared,
        name: name.text,
        ...(name.latin !== undefined && { latinName: name.latin }),
        region: edition.region,
        liveFrom: edition.liveFrom,
        liveTo: edition.liveTo,
        requirements,
        verifyUrl: verifyUrlOf(code),
        signatory: edition.signatory,
      },
      statusIndex,
    );
    return {
      line: {
        ...shared,
        enrolmentId,
        statusIndex,
        name: nameAsPrinted(name),
        nameShown: name.shown,
        edition: edition.title,
        specimen: printer.specimen,
        requirementsMet: requirementsMet(requirements),
        completedAt,
        sha256,
      },
      file: { pdf: pdf.toString('base64'), credential },
    };
  };
}

/** Both scripts, as one text. */
export function nameAsPrinted({ text, latin }: CertificateName): string {
  return latin === undefined ? text : `${text} (${latin})`;
}
