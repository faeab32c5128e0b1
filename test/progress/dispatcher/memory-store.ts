import { type ContextKey, contextKeyOf } from '../../../lti-tool/domain/context-key';
import type { ContextRecord } from '../../../lti-tool/domain/context-record';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { TurnDependencies } from '../../../lti-tool/progress/dispatcher/turn';
import type { Gate } from './gate';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What outlives every process: documents with the compare-and-set of the real store. */
export class MemoryStore {
  /** How many due enrolments were read so far. */
  read = 0;
  private readonly enrolments = new Map<string, Enrolment>();
  private readonly records = new Map<string, ContextRecord>();

  put(enrolment: Enrolment): void {
    this.enrolments.set(enrolment.id, enrolment);
  }

  putRecord(record: ContextRecord): void {
    this.records.set(keyOf(record), record);
  }

  enrolment(id: string): Enrolment {
    const found = this.enrolments.get(id);
    if (!found) throw new Error(`no enrolment ${id}`);
    return found;
  }

  record(key: ContextKey): ContextRecord | undefined {
    return this.records.get(keyOf(key));
  }

  /** Changes an enrolment as a request of a living process would. */
  update(id: string, next: (current: Enrolment) => Enrolment): void {
    const current = this.enrolment(id);
    this.put({ ...next(current), version: current.version + 1 });
  }

  all(): Enrolment[] {
    return [...this.enrolments.values()];
  }

  /** The repositories as one process sees them: every operation passes its gate. */
  seenThrough(gate: Gate): Pick<TurnDependencies, 'enrolments' | 'contextRecords'> {
    return {
      enrolments: {
        get: (id) => gate.pass('get', () => this.enrolments.get(id)),
        change: (id, next) =>
          gate.pass('change enrolment', () =>
            changeIn(this.enrolments, id, () => {
              const current = this.enrolment(id);
              return { current, wanted: next(current) };
            }),
          ),
        withScoresDue: (before, { limit = 100, after }) =>
          gate.pass('due', () => {
            const due = this.all()
              .filter(({ nextScoreAt }) => nextScoreAt && nextScoreAt <= before)
              .map((enrolment) => ({ enrolment, place: placeOf(enrolment) }))
              .filter(({ place }) => after === undefined || place > after)
              .sort((a, b) => (a.place < b.place ? -1 : 1));
            const page = due.slice(0, limit);
            this.read += page.length;
            return {
              documents: page.map(({ enrolment }) => enrolment),
              next: due.length > limit ? page.at(-1)?.place : undefined,
            };
          }),
      },
      contextRecords: {
        find: (key) => gate.pass('find record', () => this.record(key)),
        change: (key, next) =>
          gate.pass('change record', () =>
            changeIn(this.records, keyOf(key), () => {
              const current = this.record(key);
              const { id = keyOf(key), version = 0 } = current ?? {};
              const fields = next(current);
              return { current, wanted: fields && { ...fields, id, version } };
            }),
          ),
      },
    };
  }
}

/** Where an enrolment stands among those that are due; a later place sorts after. */
function placeOf({ id, nextScoreAt }: Enrolment): string {
  return `${nextScoreAt?.toISOString() ?? ''} ${id}`;
}

/** Read, decide, and write only if nobody wrote meanwhile; else again. */
async function changeIn<T extends Versioned, Current extends T | undefined>(
  documents: Map<string, T>,
  key: string,
  decide: () => { current: Current; wanted: T | undefined },
): Promise<T | Current> {
  for (;;) {
    const { current, wanted } = decide();
    if (!wanted) return current;
    await Promise.resolve();
    if (documents.get(key)?.version !== current?.version) continue;
    const written = { ...wanted, version: (current?.version ?? 0) + 1 };
    documents.set(key, written);
    return written;
  }
}

function keyOf(of: ContextKey): string {
  return JSON.stringify(contextKeyOf(of));
}
