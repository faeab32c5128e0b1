import { createHash } from 'node:crypto';
import type { CredentialAddresses } from './credential/addresses';
import { credentialPayload } from './credential/credential';
import type { CertificateFields } from './fields';

/** What one certificate consists of. */
export interface PrintedCertificate {
  readonly pdf: Buffer;
  /** Of the PDF, hex. */
  readonly sha256: string;
  /** The Open Badges credential that the PDF carries, a JWT. */
  readonly credential: string;
  /** It proves nothing, and says so. */
  readonly specimen: boolean;
}

/** Makes certificates that are signed twice: the file for people, the credential for machines. */
export interface Printer {
  /**
   * Prints one certificate; the same fields and index give the same bytes.
   * @param statusIndex place of its status in the status lists.
   */
  print(fields: PrinterFields, statusIndex: number): Promise<PrintedCertificate>;
  /** The file as it would look, marked as a preview; not signed, and without a credential. */
  preview(fields: PrinterFields): Promise<Buffer>;
}

export type PrinterFields = Omit<CertificateFields, 'specimen' | 'preview'>;

export interface PrinterDependencies {
  /** Whether the organizer's own key signs. Without it, and without an issuer, all are specimens. */
  readonly organizerSigns: boolean;
  /** Renders and signs the file (`renderCertificate`), here or in a worker. */
  readonly render: (fields: CertificateFields, credential: string) => Promise<Uint8Array>;
  readonly addresses: CredentialAddresses;
  /** Signs a credential as JWT. */
  readonly signCredential: (payload: Record<string, unknown>) => Promise<string>;
}

export function createPrinter(dependencies: PrinterDependencies): Printer {
  const { organizerSigns, render, addresses, signCredential } = dependencies;
  const isSpecimen = ({ issuer }: PrinterFields): boolean => !organizerSigns || issuer === '';
  return {
    async preview(printed) {
      return Buffer.from(
        await render({ ...printed, specimen: isSpecimen(printed), preview: true }, ''),
      );
    },
    async print(printed, statusIndex) {
      const specimen = isSpecimen(printed);
      const fields: CertificateFields = { ...printed, specimen };
      const credential = await signCredential(credentialPayload(fields, statusIndex, addresses));
      const pdf = Buffer.from(await render(fields, credential));
      return { pdf, sha256: createHash('sha256').update(pdf).digest('hex'), credential, specimen };
    },
  };
}
