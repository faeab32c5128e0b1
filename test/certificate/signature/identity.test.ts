import { asn1, pkcs12, pki } from 'node-forge';
import { readIdentity } from '../../../lti-tool/certificate/signature/identity';
import { materials } from '../../support/printing';

const NOW = new Date('2026-11-24T00:00:00Z');
const p12 = Buffer.from(materials.p12);

test('a key with its certificate is read', () => {
  const identity = readIdentity(p12, 'specimen', NOW);
  expect(identity.privateKey.asymmetricKeyType).toBe('rsa');
  expect(identity.chain).toHaveLength(1);
  expect(identity.certificate.serialNumber).toMatch(/^01[0-9a-f]{30}$/);
});

test.each([
  ['a wrong passphrase', p12, 'geheim', NOW, 'the passphrase does not fit'],
  ['another file', Buffer.from('hello'), 'specimen', NOW, 'no PKCS #12 file'],
  ['a certificate not yet valid', p12, 'specimen', new Date('2019-01-01'), 'valid from 2020-01-01'],
  ['a certificate that ended', p12, 'specimen', new Date('2045-01-01'), 'ended on 2040-01-01'],
])('%s is refused in plain words', (_case, file, passphrase, at, words) => {
  expect(() => readIdentity(file, passphrase, at)).toThrow(words);
  expect(() => readIdentity(file, passphrase, at)).not.toThrow(passphrase);
});

test('a key with the certificate of another is refused', () => {
  const { privateKey } = pki.rsa.generateKeyPair(512);
  const { certificate } = readIdentity(p12, 'specimen', NOW);
  const mixed = pkcs12.toPkcs12Asn1(privateKey, certificate, 'secret');
  const file = Buffer.from(asn1.toDer(mixed).getBytes(), 'binary');
  expect(() => readIdentity(file, 'secret', NOW)).toThrow('no certificate of its private key');
});
