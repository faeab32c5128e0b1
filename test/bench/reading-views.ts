import type { Reading } from '../../lti-tool/content/programme';
import { readingPagePath } from '../../lti-tool/web/paths';
import { type Figures, figures, measure } from './measure';
import type { ServerProcess } from './server-process';
import { expectStatus, type Visitor } from './visitor';

/** Every person reads all readings, page by page; each view is the first of its page: a write. */
export async function viewReadings(
  server: ServerProcess,
  people: readonly Visitor[],
  readings: readonly Reading[],
  mostSeconds: number,
): Promise<Figures> {
  const latencies: number[] = [];
  const read = async (person: Visitor): Promise<void> => {
    for (const { id, pages } of readings) {
      for (const index of pages.keys()) {
        const view = await person.get(readingPagePath(id, index + 1));
        latencies.push(expectStatus(view, 200).ms);
      }
    }
  };
  const stretch = await measure(server, people, read, mostSeconds);
  return figures(latencies, stretch);
}
