import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { completionRules } from '../../lti-tool/content/requirements';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import { createProgress, type Progress } from '../../lti-tool/progress/progress';
import { openEmbeddedStore } from '../../lti-tool/store/embedded/store';
import { createRepositories, type Repositories } from '../../lti-tool/store/repositories';
import type { EnrolmentFields } from '../../lti-tool/store/repositories/enrolments';
import { programme } from './sample-programme';

/** What a feature's service stands on: an embedded store of its own, progress, a clock to set. */
export interface World {
  readonly repositories: Repositories;
  readonly progress: Progress;
  /** Where the store keeps its files. */
  readonly folder: string;
  /** 20 November 2026, 09:00 UTC, and later only by `pass`. */
  readonly now: () => Date;
  pass(milliseconds: number): void;
  /** How often a score was said to be due. */
  readonly wakes: () => number;
  readonly scoresDue: () => void;
  /** Someone new in `context`, a participant unless told. */
  enrol(fields?: Partial<EnrolmentFields>): Promise<Enrolment>;
  /** The enrolment as the store has it now. */
  newest(enrolment: Enrolment): Promise<Enrolment>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'world-'));
  let time = new Date('2026-11-20T09:00:00Z');
  let wakes = 0;
  let people = 0;
  const now = (): Date => time;
  const scoresDue = (): void => {
    wakes += 1;
  };
  const store = await openEmbeddedStore({ file: path.join(folder, 'store.sqlite'), now });
  const repositories = createRepositories(store);
  const { enrolments } = repositories;
  return {
    repositories,
    progress: createProgress({
      enrolments,
      decisionsOf: () => ({
        rules: completionRules(programme),
        scoreSent: 'best',
        certificateRelease: 'automatic',
      }),
      certificatesDue: () => undefined,
      now,
      scoresEarned: scoresDue,
    }),
    folder,
    now,
    pass(milliseconds) {
      time = new Date(time.getTime() + milliseconds);
    },
    wakes: () => wakes,
    scoresDue,
    enrol(fields = {}) {
      people += 1;
      return enrolments.enrol({
        registrationId: 'registration',
        deploymentId: 'deployment',
        contextId: 'context',
        subject: `person-${people}`,
        role: 'participant',
        launchedAt: time,
        ...fields,
      });
    },
    async newest({ id }) {
      const enrolment = await enrolments.get(id);
      if (!enrolment) throw new Error('the enrolment is gone');
      return enrolment;
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
