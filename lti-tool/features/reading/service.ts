import type { Reading } from '../../content/programme';
import type { RequirementStatus } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import { requirementId } from '../../domain/requirement';
import type { Progress } from '../../progress/progress';

/** Where one person stands in one reading. */
export interface ReadingState {
  /** Pages opened so far, 1-based, ascending. */
  readonly opened: readonly number[];
  readonly status: RequirementStatus;
}

export interface ReadingService {
  /** Opens a page and remembers it. Opening alone completes nothing (curriculum rule 3). */
  open(enrolment: Enrolment, reading: Reading, page: number): Promise<ReadingState>;
  /** The page to come back to: the furthest one opened, or the first of a completed reading. */
  resumeAt(enrolment: Enrolment, reading: Reading): number;
  /** "I have read this". Answers undefined, and records nothing, while pages are unopened. */
  confirm(enrolment: Enrolment, reading: Reading): Promise<ReadingState | undefined>;
}

export function createReadingService(progress: Progress, now: () => Date): ReadingService {
  function stateOf(enrolment: Enrolment, reading: Reading): ReadingState {
    const id = requirementId('reading', reading.id);
    const status = progress
      .completionOf(enrolment)
      .requirements.find(({ requirement }) => requirement.id === id);
    if (!status) throw new Error(`${reading.id} is no requirement of this edition`);
    return { opened: openedPages(enrolment, reading), status };
  }

  return {
    async open(enrolment, reading, page) {
      const entry = {
        kind: 'page-opened',
        key: `page-opened:${reading.id}:${page}`,
        activityId: reading.id,
        page,
        at: now(),
      } as const;
      // Most page views are repeats, with nothing to write.
      const isKnown = enrolment.ledger.some(({ key }) => key === entry.key);
      return stateOf(
        isKnown ? enrolment : await progress.record(enrolment.id, [entry], enrolment),
        reading,
      );
    },
    resumeAt(enrolment, reading) {
      if (stateOf(enrolment, reading).status.state === 'met') return 1;
      return openedPages(enrolment, reading).at(-1) ?? 1;
    },
    async confirm(enrolment, reading) {
      if (openedPages(enrolment, reading).length < reading.pages.length) return undefined;
      const entry = {
        kind: 'reading-confirmed',
        key: `reading-confirmed:${reading.id}`,
        activityId: reading.id,
        pages: reading.pages.length,
        at: now(),
      } as const;
      return stateOf(await progress.record(enrolment.id, [entry], enrolment), reading);
    },
  };
}

function openedPages(enrolment: Enrolment, reading: Reading): number[] {
  return enrolment.ledger
    .filter((entry) => entry.kind === 'page-opened')
    .filter((entry) => entry.activityId === reading.id && entry.page <= reading.pages.length)
    .map((entry) => entry.page)
    .sort((a, b) => a - b);
}
