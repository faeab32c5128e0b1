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
): Promise<Figures> {
  const latencies: number[] = [];
  const stretch = await measure(server, people, async (person) => {
    for (const { id, pages } of readings) {
      for (const index of pages.keys()) {
        const view = await person.get(readingPagePath(id, index + 1));
        latencies.push(expectStatus(view, 200).ms);
      }
    }
  });
  return figures(latencies, stretch);
}
