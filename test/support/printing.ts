import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createPrinter, type Printer } from '../../lti-tool/certificate/printer';
import { DEFAULT_ACCENT } from '../../lti-tool/certificate/look';
import { renderCertificate } from '../../lti-tool/certificate/render';
import {
  prepareStationery,
  type Stationery,
  type StationeryMaterials,
} from '../../lti-tool/certificate/stationery';

/** A key made for tests only, and the tool's own colour. */
export const materials: StationeryMaterials = {
  accent: DEFAULT_ACCENT,
  p12: readFileSync(path.join(__dirname, '../fixtures/certificate/signer.p12')),
  passphrase: 'specimen',
};

let prepared: Promise<Stationery> | undefined;

export function stationery(): Promise<Stationery> {
  return (prepared ??= prepareStationery(materials, new Date('2026-11-24T00:00:00Z')));
}

/** Prints real files; only the credential is not signed. */
export function testPrinter(): Printer {
  return createPrinter({
    organizerSigns: false,
    addresses: {
      issuer: 'https://training.example.org/credentials/issuer',
      achievement: (edition) => `https://training.example.org/credentials/achievements/${edition}`,
      statusList: (list) => `https://training.example.org/credentials/status/${list}`,
    },
    render: async (fields, credential) => renderCertificate(fields, credential, await stationery()),
    signCredential: (payload) =>
      Promise.resolve(`e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.unsigned`),
  });
}
