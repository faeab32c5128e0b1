import { verify, X509Certificate } from 'node:crypto';
import { type Signatory, signedAttributes, signedData, toBeSigned } from './cms';

/**
 * What the newest signature of a file proves. `intact`: made by the given signatory, and over the
 * whole file. `extended`: made by it, but something was added afterwards. `broken`: it carries that
 * signatory's certificate, but does not fit the file. `foreign`: made by someone else.
 */
export type SignatureState = 'none' | 'foreign' | 'broken' | 'extended' | 'intact';

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]/g;

/**
 * Checks a file's signature with the public key alone. Nothing hostile is parsed: all but the
 * signature's own bytes is known beforehand, so it is made again and compared.
 *
 * @param file hostile.
 */
export function checkSignature(file: Buffer, signatory: Signatory): SignatureState {
  const ranges = Array.from(file.toString('latin1').matchAll(BYTE_RANGE)).at(-1);
  if (!ranges) return 'none';
  const [, start = -1, gap = -1, next = -1, length = -1] = ranges.map(Number);
  const end = next + length;
  if (start !== 0 || gap >= next || end > file.length) return 'broken';
  const place = hexBetween(file.subarray(gap, next));
  if (!place || !place.includes(signatory.chain[0] ?? '')) return place ? 'foreign' : 'broken';
  const content = Buffer.concat([file.subarray(0, gap), file.subarray(next, end)]);
  if (!isSignatureOf(content, place, signatory)) return 'broken';
  return end === file.length ? 'intact' : 'extended';
}

/** ISO 32000-1 7.3.4.3, written as we write it. */
function hexBetween(bytes: Buffer): Buffer | undefined {
  const hex = /^<((?:[0-9a-f]{2})+)>$/.exec(bytes.toString('latin1'))?.[1];
  return hex === undefined ? undefined : Buffer.from(hex, 'hex');
}

/** @param place the signature and the zeros that fill its place. */
function isSignatureOf(content: Buffer, place: Buffer, signatory: Signatory): boolean {
  const { publicKey } = new X509Certificate(signatory.chain[0] ?? '');
  const size = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const attributes = signedAttributes(content, signatory);
  const expectedLength = signedData(attributes, signatory, Buffer.alloc(size)).length;
  const signature = place.subarray(expectedLength - size, expectedLength);
  const expected = Buffer.alloc(place.length);
  signedData(attributes, signatory, signature).copy(expected);
  return place.equals(expected) && verify('sha256', toBeSigned(attributes), publicKey, signature);
}
