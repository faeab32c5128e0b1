import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Store } from '../../lti-tool/store/collection';
import { openEmbeddedStore } from '../../lti-tool/store/embedded/store';
import { openMongoStore } from '../../lti-tool/store/mongo/store';

/** Where a store is: all that another process needs to open the same one. */
export type Place =
  | { readonly engine: 'embedded'; readonly file: string }
  | { readonly engine: 'mongo'; readonly uri: string };

export interface Engine {
  readonly place: Place;
  /** Removes what the runs left behind, where that is ours to remove. */
  cleanUp(): void;
}

export async function openPlace(place: Place, now: () => Date): Promise<Store> {
  return place.engine === 'embedded'
    ? openEmbeddedStore({ file: place.file, now })
    : openMongoStore({ uri: place.uri, now });
}

export function embeddedEngine(): Engine {
  const folder = mkdtempSync(path.join(tmpdir(), 'store-contract-'));
  return {
    place: { engine: 'embedded', file: path.join(folder, 'store.db') },
    cleanUp: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** MongoDB, or another server of its protocol, where one is given. */
export function mongoEngine(): Engine | undefined {
  const uri = process.env['MONGODB_URI'];
  return uri ? { place: { engine: 'mongo', uri }, cleanUp: () => undefined } : undefined;
}
