import type { ContextRecord } from '../../../lti-tool/domain/context-record';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { ScoreOnItsWay } from '../../../lti-tool/domain/score-on-its-way';
import { earn } from '../../../lti-tool/domain/score-outbox';
import { AGS_SCOPE } from '../../../lti-tool/lti/port';
import {
  createDispatcher,
  type Dispatcher,
} from '../../../lti-tool/progress/dispatcher/dispatcher';
import { Gate } from './gate';
import { MemoryStore } from './memory-store';
import { MoodleLike } from './moodle-like';

export const CONTEXT = { registrationId: 'r1', deploymentId: 'd1', contextId: 'c1' };
export const QUIZ = 'https://moodle.example/lineitems/1';
export const READING = 'https://moodle.example/lineitems/2';
const CONTAINER = 'https://moodle.example/lineitems';

/** One clock, one store and one platform, on which any number of processes may run. */
export class World {
  clock = Date.parse('2027-03-01T10:00:00Z');
  readonly now = (): Date => new Date(this.clock);
  readonly store = new MemoryStore();
  readonly platform = new MoodleLike(this.now);
  readonly logged: { readonly fields: object; readonly message: string }[] = [];
  private processes = 0;

  pass(seconds: number): void {
    this.clock += seconds * 1000;
  }

  /** A new process. */
  start(gate = new Gate()): Dispatcher {
    this.processes += 1;
    const log = (fields: object, message: string): void => {
      this.logged.push({ fields, message });
    };
    return createDispatcher({
      ...this.store.seenThrough(gate),
      scores: this.platform.seenThrough(gate),
      now: this.now,
      random: () => 0,
      owner: `process-${this.processes}`,
      logger: { info: log, warn: log, error: log },
    });
  }

  knowContext(changes: Partial<ContextRecord> = {}): void {
    this.store.putRecord({
      ...CONTEXT,
      id: JSON.stringify({ ...CONTEXT, ...changes }),
      version: 1,
      lineItems: { quiz: QUIZ, reading: READING },
      lineItemsUrl: CONTAINER,
      scopes: Object.values(AGS_SCOPE),
      launchedAt: this.now(),
      ...changes,
    });
  }

  enrol(id: string, changes: Partial<Enrolment> = {}): void {
    this.store.put({
      ...CONTEXT,
      id,
      version: 1,
      subject: `subject-of-${id}`,
      role: 'participant',
      ledger: [],
      scores: [],
      createdAt: this.now(),
      launchedAt: this.now(),
      ...changes,
    });
  }

  earn(id: string, activityId: string, scoreGiven: number, scoreMaximum = 10): void {
    const earned = { activityId, scoreGiven, scoreMaximum, at: this.now() };
    this.store.update(id, (current) => earn(current, earned));
  }

  score(id: string, activityId = 'quiz'): ScoreOnItsWay {
    const { scores } = this.store.enrolment(id);
    const score = scores.find((held) => held.activityId === activityId);
    if (!score) throw new Error(`${id} has no score of ${activityId}`);
    return score;
  }

  /** What the platform holds of this person, as a part of the maximum. */
  held(id: string, url = QUIZ): number | undefined {
    return this.platform.valueOf(url, `subject-of-${id}`);
  }
}
