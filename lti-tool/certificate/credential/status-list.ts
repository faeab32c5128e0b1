import { gzipSync } from 'node:zlib';
import { STATUS_LIST_LENGTH } from '../../domain/certificate';
import { CREDENTIALS_CONTEXT } from './addresses';

/** Whoever checks may keep a list this long, in milliseconds. */
export const STATUS_LIST_TTL = 5 * 60 * 1000;

/**
 * Which certificates of a list are no longer valid, as a credential to be signed
 * (Bitstring Status List 1.0, chapter 2.2). It says nothing about which positions are in use.
 *
 * @param positions of certificates that were withdrawn or replaced.
 * @param addresses the list's own and the issuer's.
 */
export function statusListPayload(
  positions: readonly number[],
  addresses: { readonly list: string; readonly issuer: string },
  now: Date,
): Record<string, unknown> {
  const bits = Buffer.alloc(STATUS_LIST_LENGTH / 8);
  for (const position of positions) {
    const byte = Math.floor(position / 8);
    // The first position is the leftmost bit.
    bits.writeUInt8(bits.readUInt8(byte) | (0x80 >> (position % 8)), byte);
  }
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    '@context': [CREDENTIALS_CONTEXT],
    id: addresses.list,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: addresses.issuer,
    validFrom: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
    credentialSubject: {
      id: `${addresses.list}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      ttl: STATUS_LIST_TTL,
      // `u`: multibase base64url without padding.
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
    iss: addresses.issuer,
    jti: addresses.list,
    nbf: seconds,
  };
}
