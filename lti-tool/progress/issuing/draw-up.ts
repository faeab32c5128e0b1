import type { Printer, PrinterFields } from '../../certificate/printer';
import { requirementsMet } from '../../certificate/wording';
import type { Programme } from '../../content/programme';
import { completionRules } from '../../content/requirements';
import type { CertificateName } from '../../domain/claim';
import type { ContextKey } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import type { Requirement } from '../../domain/requirement';
import type { Certificates, NewCertificate } from '../../store/repositories/certificates';

/** Whose certificate it is and what it says; everything else comes from the edition. */
export interface Draft {
  readonly enrolment: Enrolment;
  readonly name: CertificateName;
  readonly completedAt: Date;
  /** All met. */
  readonly requirements: readonly Requirement[];
}

export interface DrawUp {
  /** Prints a certificate with a new code and place in the status lists; nothing is stored. */
  certificate(draft: Draft): Promise<NewCertificate>;
  /** The PDF as it would look, marked as a preview: without a code, and not signed. */
  preview(context: ContextKey, name: CertificateName): Promise<Buffer>;
}

export interface DrawUpDependencies {
  readonly certificates: Pick<Certificates, 'freeStatusIndex'>;
  /** The programme of the edition that a context follows. */
  readonly programmeOf: (context: ContextKey) => Programme;
  readonly printer: Pick<Printer, 'print' | 'preview'>;
  readonly newCode: () => string;
  /** Where anyone can check the certificate of this code. */
  readonly verifyUrlOf: (code: string) => string;
  readonly now: () => Date;
}

/** No certificate has it: its check character is wrong. */
const NO_CODE = '0'.repeat(15).concat('1');

export function createDrawUp(dependencies: DrawUpDependencies): DrawUp {
  const { certificates, programmeOf, printer, newCode, verifyUrlOf, now } = dependencies;

  function fieldsOf(
    { title: trainingTitle, edition }: Programme,
    code: string,
    { text, latin, locale }: CertificateName,
    requirements: readonly Requirement[],
  ): PrinterFields {
    return {
      code,
      name: text,
      ...(latin !== undefined && { latinName: latin }),
      ...(locale !== undefined && { locale }),
      trainingTitle,
      editionId: edition.id,
      region: edition.region,
      liveFrom: edition.liveFrom,
      liveTo: edition.liveTo,
      selfPaced: edition.selfPaced,
      requirements,
      verifyUrl: verifyUrlOf(code),
      issuedAt: now(),
      placeOfIssue: edition.placeOfIssue,
      issuer: edition.issuer,
      signatory: edition.signatory,
    };
  }

  return {
    async certificate({ enrolment, name, completedAt, requirements }) {
      const programme = programmeOf(enrolment);
      const code = newCode();
      const statusIndex = await certificates.freeStatusIndex();
      const fields = fieldsOf(programme, code, name, requirements);
      const { pdf, sha256, credential, specimen } = await printer.print(fields, statusIndex);
      return {
        line: {
          enrolmentId: enrolment.id,
          code,
          statusIndex,
          name: nameAsPrinted(name),
          nameShown: name.shown,
          trainingTitle: programme.title,
          edition: programme.edition.title,
          issuer: programme.edition.issuer,
          specimen,
          requirementsMet: requirementsMet(requirements),
          completedAt,
          issuedAt: fields.issuedAt,
          sha256,
        },
        file: { pdf: pdf.toString('base64'), credential },
      };
    },
    preview(context, name) {
      const programme = programmeOf(context);
      const { requirements } = completionRules(programme);
      return printer.preview(fieldsOf(programme, NO_CODE, name, requirements));
    },
  };
}

/** Both scripts, as one text. */
export function nameAsPrinted({ text, latin }: CertificateName): string {
  return latin === undefined ? text : `${text} (${latin})`;
}
