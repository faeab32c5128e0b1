import { openPlace, type Place } from '../engines';
import { thingDefinition, type Thing } from '../things';
import type { Collection } from '../../../lti-tool/store/collection';
import { increment, writeOnAndOn, claimSeats } from './jobs';

/** A process of its own on the same store: `child.ts <place as JSON> <suffix> <job> <name> <count>` */
async function main(): Promise<void> {
  const [place = '', suffix = '', job = '', name = '', count = ''] = process.argv.slice(2);
  const store = await openPlace(JSON.parse(place) as Place, () => new Date());
  const things = store.collection(thingDefinition(suffix));
  const jobs: Record<
    string,
    (things: Collection<Thing>, name: string, n: number) => Promise<void>
  > = { increment, writeOnAndOn, claimSeats };
  await jobs[job]?.(things, name, Number(count));
  await store.close();
}

void main();
