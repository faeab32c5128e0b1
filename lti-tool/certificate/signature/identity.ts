import { createPrivateKey, type KeyObject } from 'node:crypto';
import { asn1, pkcs12, pki, util } from 'node-forge';

/** Who signs the files: an RSA key, its certificate, and the chain to embed. */
export interface SigningIdentity {
  readonly privateKey: KeyObject;
  /** Of `privateKey`. */
  readonly certificate: pki.Certificate;
  /** DER; the signing certificate first. */
  readonly chain: readonly Buffer[];
}

/**
 * Reads a PKCS #12 file (RFC 7292).
 * @param at the signing certificate must hold at this moment.
 * @throws Error saying in plain words what is wrong with the file; it never quotes the passphrase.
 */
export function readIdentity(p12: Buffer, passphrase: string, at: Date): SigningIdentity {
  const bags = open(p12, passphrase);
  const key = bags.keys[0];
  if (!key) throw new Error('it holds no private key, or one that is not RSA');
  const isOurs = (one: pki.Certificate): boolean =>
    modulus(one) === key.n.toString(16) && 'e' in one.publicKey;
  const certificate = bags.certificates.find(isOurs);
  if (!certificate) throw new Error('it holds no certificate of its private key');
  const { notBefore, notAfter } = certificate.validity;
  if (at < notBefore) throw new Error(`its certificate is valid from ${notBefore.toISOString()}`);
  if (at > notAfter) throw new Error(`its certificate ended on ${notAfter.toISOString()}`);
  const others = bags.certificates.filter((one) => one !== certificate);
  return {
    privateKey: createPrivateKey(pki.privateKeyToPem(key)),
    certificate,
    chain: [certificate, ...others].map(derOf),
  };
}

function open(
  p12: Buffer,
  passphrase: string,
): { keys: pki.rsa.PrivateKey[]; certificates: pki.Certificate[] } {
  try {
    const der = asn1.fromDer(util.createBuffer(p12.toString('binary')));
    const opened = pkcs12.pkcs12FromAsn1(der, false, passphrase);
    const bagsOf = (bagType: string): pkcs12.Bag[] => opened.getBags({ bagType })[bagType] ?? [];
    return {
      keys: [pki.oids['pkcs8ShroudedKeyBag'], pki.oids['keyBag']]
        .flatMap((type) => bagsOf(type ?? ''))
        .flatMap(({ key }) => (key && 'n' in key ? [key] : [])),
      certificates: bagsOf(pki.oids['certBag'] ?? '').flatMap(({ cert }) => cert ?? []),
    };
  } catch (error) {
    throw new Error('it is no PKCS #12 file, or the passphrase does not fit', { cause: error });
  }
}

function modulus(certificate: pki.Certificate): string | undefined {
  return 'n' in certificate.publicKey ? certificate.publicKey.n.toString(16) : undefined;
}

function derOf(certificate: pki.Certificate): Buffer {
  return Buffer.from(asn1.toDer(pki.certificateToAsn1(certificate)).getBytes(), 'binary');
}
