import { Conflict, DuplicateKey, type Collection } from '../../../lti-tool/store/collection';
import { thing, type Thing } from '../things';

/** Says something to the parent, at once: a pipe's write is synchronous. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Adds one to the document `counter`, `count` times. */
export async function increment(
  things: Collection<Thing>,
  _name: string,
  count: number,
): Promise<void> {
  for (let done = 0; done < count;) {
    const current = await things.get('counter');
    if (!current) throw new Error('no counter');
    try {
      await things.replace({ ...current, rank: current.rank + 1 });
      done += 1;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}

/**
 * Inserts, and replaces every fourth, until killed, eight at a time; says each id and version once
 * acknowledged.
 */
export async function writeOnAndOn(things: Collection<Thing>, name: string): Promise<void> {
  const lane = async (number: number): Promise<never> => {
    for (let i = 0; ; i++) {
      const id = `${name}-${number}-${i}`;
      const first = await things.insert(thing(id, { group: name, notes: ['x'.repeat(500)] }));
      say(`${id} 1`);
      if (i % 4 !== 0) continue;
      await things.replace({ ...first, rank: i });
      say(`${id} 2`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, number) => lane(number)));
}

/** Tries to take each of `count` codes, which other processes want too; says those it got. */
export async function claimSeats(
  things: Collection<Thing>,
  name: string,
  count: number,
): Promise<void> {
  const claim = async (seat: number): Promise<void> => {
    try {
      await things.insert(thing(`${name}-${seat}`, { code: `seat-${seat}` }));
      say(String(seat));
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
    }
  };
  await Promise.all(Array.from({ length: count }, (_, seat) => claim(seat)));
}
