import { type Look, prepareLook } from './look';
import { readIdentity, type SigningIdentity } from './signature/identity';

/** What an organizer brings to every certificate, as plain data that a worker can be given. */
export interface StationeryMaterials {
  /** For example `#0a5466`. */
  readonly accent: string;
  /** PNG or SVG; stands in the motif's place. */
  readonly logo?: Uint8Array;
  /** The signatory's signature, PNG or SVG. */
  readonly signature?: Uint8Array;
  /** The key that signs, a PKCS #12 file. */
  readonly p12: Uint8Array;
  readonly passphrase: string;
}

/** The same, made ready once for all certificates. */
export interface Stationery {
  readonly look: Look;
  readonly identity: SigningIdentity;
}

/**
 * @param at the key's certificate must hold at this moment.
 * @throws Error saying in plain words what cannot be used.
 */
export async function prepareStationery(
  materials: StationeryMaterials,
  at: Date,
): Promise<Stationery> {
  return {
    look: await prepareLook(materials),
    identity: readIdentity(Buffer.from(materials.p12), materials.passphrase, at),
  };
}
