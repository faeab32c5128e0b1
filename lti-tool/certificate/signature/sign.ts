import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { Signer, SignPdf } from '@signpdf/signpdf';
import type { PDFPage } from 'pdf-lib';
import { detachedSignature } from './cms';
import type { SigningIdentity } from './identity';

/** What the signature takes besides the certificates, in bytes, with room to spare. */
const REST = 1024;

/** ISO 32000-2 12.8.3.4: a signature as PAdES defines it. */
const SUB_FILTER = 'ETSI.CAdES.detached';

/**
 * Makes room for a signature over the whole file. The last change to the document before it is
 * saved.
 */
export function addSignaturePlace(
  page: PDFPage,
  identity: SigningIdentity,
  signingTime: Date,
): void {
  const certificates = identity.chain.reduce((sum, { length }) => sum + length, 0);
  pdflibAddPlaceholder({
    pdfPage: page,
    reason: 'Issued as a certificate',
    // Whoever signed stands in the certificate, where it is proven.
    name: '',
    contactInfo: '',
    location: '',
    signingTime,
    // In hexadecimal digits.
    signatureLength: 2 * (certificates + REST),
    subFilter: SUB_FILTER,
  });
}

/** Signs a file that `addSignaturePlace` prepared. The same file gives the same bytes. */
export function signFile(bytes: Uint8Array, identity: SigningIdentity): Promise<Buffer> {
  return new SignPdf().sign(bytes, new IdentitySigner(identity));
}

class IdentitySigner extends Signer {
  readonly #identity: SigningIdentity;

  constructor(identity: SigningIdentity) {
    super();
    this.#identity = identity;
  }

  override sign(content: Buffer): Promise<Buffer> {
    return Promise.resolve(detachedSignature(content, this.#identity));
  }
}
