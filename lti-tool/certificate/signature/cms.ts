import { createHash, sign } from 'node:crypto';
import { asn1, pki } from 'node-forge';
import type { SigningIdentity } from './identity';

const { Class, Type } = asn1;

/** RFC 5652 (data, attributes), RFC 5035 (signing certificate). */
const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
} as const;

/** `[0]`. The library has one type for universal tags and for these. */
const FIRST_TAG: asn1.Type = Type.NONE;

/** The public half of an identity: enough to say what a signature must look like. */
export type Signatory = Pick<SigningIdentity, 'certificate' | 'chain'>;

/**
 * A detached signature as PAdES asks for it: CMS SignedData (RFC 5652) with the signed attributes
 * of CAdES-B (ETSI EN 319 122-1 chapter 5), RSA PKCS #1 v1.5 with SHA-256, and no signing time,
 * which the PDF's own dictionary holds (ETSI EN 319 142-1 chapter 6.3). Deterministic. Signed by
 * OpenSSL: node-forge would take ten times as long.
 */
export function detachedSignature(content: Buffer, identity: SigningIdentity): Buffer {
  const attributes = signedAttributes(content, identity);
  return signedData(
    attributes,
    identity,
    sign('sha256', toBeSigned(attributes), identity.privateKey),
  );
}

/** What a signature says of a content, and is made over. */
export function signedAttributes(content: Buffer, { chain }: Signatory): asn1.Asn1[] {
  return inDerOrder([
    attribute(OIDS.contentType, oid(OIDS.data)),
    attribute(OIDS.messageDigest, octets(sha256(content))),
    attribute(OIDS.signingCertificateV2, sequence(sequence(sequence(certificateHash(chain))))),
  ]);
}

/** RFC 5652 5.4: signed as a SET, stored with an implicit tag. */
export function toBeSigned(attributes: asn1.Asn1[]): Buffer {
  return der(node(Class.UNIVERSAL, Type.SET, attributes));
}

/** Everything around a signature; its bytes come last. */
export function signedData(
  attributes: asn1.Asn1[],
  { certificate, chain }: Signatory,
  signature: Buffer,
): Buffer {
  const signerInfo = sequence(
    integer('01'),
    sequence(pki.distinguishedNameToAsn1(certificate.issuer), integer(certificate.serialNumber)),
    algorithm(OIDS.sha256),
    node(Class.CONTEXT_SPECIFIC, FIRST_TAG, attributes),
    algorithm(OIDS.rsaEncryption),
    octets(signature),
  );
  const certificates = chain.map((one) => asn1.fromDer(one.toString('binary')));
  const content = sequence(
    integer('01'),
    set(algorithm(OIDS.sha256)),
    sequence(oid(OIDS.data)),
    node(Class.CONTEXT_SPECIFIC, FIRST_TAG, certificates),
    set(signerInfo),
  );
  return der(sequence(oid(OIDS.signedData), node(Class.CONTEXT_SPECIFIC, FIRST_TAG, [content])));
}

function certificateHash([signing]: readonly Buffer[]): asn1.Asn1 {
  return octets(sha256(signing ?? Buffer.of()));
}

function attribute(type: string, value: asn1.Asn1): asn1.Asn1 {
  return sequence(oid(type), set(value));
}

/** X.690 11.6: the members of a SET OF stand in the order of their encodings. */
function inDerOrder(members: asn1.Asn1[]): asn1.Asn1[] {
  return members
    .map((member) => ({ member, bytes: der(member) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ member }) => member);
}

function algorithm(type: string): asn1.Asn1 {
  return sequence(oid(type), node(Class.UNIVERSAL, Type.NULL, ''));
}

function sequence(...members: asn1.Asn1[]): asn1.Asn1 {
  return node(Class.UNIVERSAL, Type.SEQUENCE, members);
}

function set(member: asn1.Asn1): asn1.Asn1 {
  return node(Class.UNIVERSAL, Type.SET, [member]);
}

function oid(text: string): asn1.Asn1 {
  return node(Class.UNIVERSAL, Type.OID, asn1.oidToDer(text).getBytes());
}

function octets(bytes: Buffer): asn1.Asn1 {
  return node(Class.UNIVERSAL, Type.OCTETSTRING, bytes.toString('binary'));
}

function integer(hex: string): asn1.Asn1 {
  return node(Class.UNIVERSAL, Type.INTEGER, Buffer.from(hex, 'hex').toString('binary'));
}

function node(tagClass: asn1.Class, type: asn1.Type, value: string | asn1.Asn1[]): asn1.Asn1 {
  return asn1.create(tagClass, type, typeof value !== 'string', value);
}

function der(value: asn1.Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'binary');
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
