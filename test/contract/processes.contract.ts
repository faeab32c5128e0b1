import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Collection, Store } from '../../lti-tool/store/collection';
import { openPlace, type Place } from './engines';
import { newSuffix, thing, thingDefinition, type Thing } from './things';

const CHILD = path.join(__dirname, 'children', 'child.ts');
/** Each child takes a second to start, and two cores may be shared with much else. */
const PATIENCE_MS = 300_000;

interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Resolves when it ended, however it did, and all it said has been read. */
  readonly ended: Promise<number | null>;
}

/** What holds for several processes on one store, and when they are killed. */
export function processesContract(place: Place): void {
  const suffix = newSuffix();
  let store: Store;
  let things: Collection<Thing>;

  beforeAll(async () => {
    store = await openPlace(place, () => new Date());
    things = store.collection(thingDefinition(suffix));
  });
  afterAll(async () => {
    await things.remove({});
    await store.close();
  });

  function start(job: string, name: string, count = 0, heard?: (child: Child) => void): Child {
    const args = [CHILD, JSON.stringify(place), suffix, job, name, String(count)];
    const process_ = spawn(process.execPath, ['--import', 'tsx', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    const reader = createInterface({ input: process_.stdout });
    const child: Child = {
      process: process_,
      lines,
      ended: Promise.all([once(process_, 'exit'), once(reader, 'close')]).then(
        ([[code]]) => code as number | null,
      ),
    };
    reader.on('line', (line) => {
      lines.push(line);
      heard?.(child);
    });
    return child;
  }

  describe('several processes', () => {
    it(
      'count every increment of one document',
      async () => {
        await things.insert(thing('counter'));
        const children = ['one', 'two', 'three'].map((name) => start('increment', name, 40));
        expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0]);
        expect(await things.get('counter')).toMatchObject({ rank: 120, version: 121 });
      },
      PATIENCE_MS,
    );

    it(
      'give each unique key to one of them',
      async () => {
        const children = ['one', 'two', 'three'].map((name) => start('claimSeats', name, 100));
        expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0]);
        const seats = children.flatMap(({ lines }) => lines);
        expect(seats).toHaveLength(100);
        expect(new Set(seats).size).toBe(100);
      },
      PATIENCE_MS,
    );

    it(
      'lose no acknowledged write when killed at any moment',
      async () => {
        const acknowledged = new Map<string, number>();
        let kills = 0;
        let writes = 0;
        for (let round = 0; round < 5; round++) {
          const children = [0, 1, 2, 3].map((number) => {
            const killAfter = 51 + Math.floor(Math.random() * 40);
            return start(
              'writeOnAndOn',
              `killed-${round}-${number}`,
              0,
              ({ lines, process: p }) => {
                if (lines.length === killAfter) p.kill('SIGKILL');
              },
            );
          });
          for (const { ended, process: killed, lines } of children) {
            await ended;
            if (killed.signalCode === 'SIGKILL') kills += 1;
            writes += lines.length;
            for (const line of lines) {
              const [id = '', version] = line.split(' ');
              acknowledged.set(id, Number(version));
            }
          }
        }
        expect(kills).toBe(20);
        expect(writes).toBeGreaterThanOrEqual(1_000);

        const stored = new Map<string, Thing>();
        for await (const found of things.stream({})) stored.set(found.id, found);
        const lost = [...acknowledged].filter(
          ([id, version]) => (stored.get(id)?.version ?? 0) < version,
        );
        expect(lost).toEqual([]);
        const torn = [...stored.values()].filter(
          ({ id, notes }) => id.startsWith('killed') && notes[0]?.length !== 500,
        );
        expect(torn).toEqual([]);
      },
      PATIENCE_MS,
    );
  });
}
