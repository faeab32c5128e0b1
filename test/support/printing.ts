import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ACCENT } from '../../lti-tool/certificate/look';
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
