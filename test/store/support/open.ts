import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Store } from '../../../lti-tool/store/collection';
import { openEmbeddedStore } from '../../../lti-tool/store/embedded/store';
import { createRepositories, type Repositories } from '../../../lti-tool/store/repositories';

export const START = new Date('2026-06-01T09:00:00.000Z');

export function later(ms: number): Date {
  return new Date(START.getTime() + ms);
}

/** A folder that is gone after the suite. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'store-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

export interface Opened {
  readonly store: Store;
  readonly repositories: Repositories;
  /** The same file once more, as another process would have it. */
  readonly other: Repositories;
  /** Sets the stores' clock. */
  readonly setNow: (now: Date) => void;
}

/** Fresh stores on one new file for each test; closed after it. */
export function openForEach(): () => Opened {
  const folder = temporaryFolder();
  let opened: Opened | undefined;
  let stores: Store[] = [];
  let files = 0;
  beforeEach(async () => {
    let now = START;
    const file = path.join(folder, `${++files}.db`);
    const open = (): Promise<Store> => openEmbeddedStore({ file, now: () => now });
    const [store, other] = [await open(), await open()];
    stores = [store, other];
    opened = {
      store,
      repositories: createRepositories(store),
      other: createRepositories(other),
      setNow: (moment) => {
        now = moment;
      },
    };
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
  });
  return () => {
    if (!opened) throw new Error('only within a test');
    return opened;
  };
}
