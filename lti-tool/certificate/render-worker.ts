import { workerData } from 'piscina';
import type { CertificateFields } from './fields';
import { renderCertificate } from './render';
import { prepareStationery, type Stationery, type StationeryMaterials } from './stationery';

/** What every thread of the pool is given when it starts. */
export interface WorkerMaterials {
  readonly materials: StationeryMaterials;
  /** The moment at which the key's certificate must hold. */
  readonly at: Date;
}

/** One certificate to render. */
export interface RenderTask {
  readonly fields: CertificateFields;
  /** Empty for a preview. */
  readonly credential: string;
}

let prepared: Promise<Stationery> | undefined;

/** Runs in a worker thread (`createRenderPool`). What all certificates share is made ready once. */
export async function renderInWorker({ fields, credential }: RenderTask): Promise<Uint8Array> {
  const { materials, at } = workerData as WorkerMaterials;
  prepared ??= prepareStationery(materials, at);
  return renderCertificate(fields, credential, await prepared);
}
