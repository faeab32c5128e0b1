import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { asn1, md, pkcs12, pki } from 'node-forge';

/** It protects nothing: the file's mode does, and the key signs specimens only. */
export const OWN_PASSPHRASE = 'specimen';

const YEARS = 20;

/**
 * A self-signed identity for specimens, as a PKCS #12 file. Its name says that it proves nothing.
 * @param randomBytes `node:crypto`'s.
 */
export async function makeOwnIdentity(
  now: Date,
  randomBytes: (size: number) => Buffer,
): Promise<Buffer> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = pki.privateKeyFromPem(privateKey);
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.setRsaPublicKey(key.n, key.e);
  // RFC 5280 4.1.2.2: positive, at most 20 bytes; a first byte below 0x80 keeps it so.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = startOfDay(now);
  certificate.validity.notAfter = startOfDay(now);
  certificate.validity.notAfter.setUTCFullYear(now.getUTCFullYear() + YEARS);
  const name = [{ name: 'commonName', value: 'SPECIMEN certificates, not for real use' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
  ]);
  certificate.sign(key, md.sha256.create());
  const p12 = pkcs12.toPkcs12Asn1(key, certificate, OWN_PASSPHRASE, { algorithm: 'aes256' });
  return Buffer.from(asn1.toDer(p12).getBytes(), 'binary');
}

function startOfDay(now: Date): Date {
  const day = new Date(now);
  day.setUTCHours(0, 0, 0, 0);
  return day;
}
