import { ServiceError, type LineItem, type Score, type Scores } from '../../../lti-tool/lti/port';
import type { Gate } from './gate';

interface Grade {
  readonly value: number;
  /** Milliseconds; compared in whole seconds. */
  readonly at: number;
}

/** A gradebook that keeps scores the way Moodle was seen to keep them. */
export class MoodleLike {
  /** Every score that was taken, in order. */
  readonly taken: { readonly url: string; readonly userId: string; readonly value: number }[] = [];
  /** Every score that arrived, taken or not. */
  readonly arrived: (Score & { readonly url: string })[] = [];
  readonly columns: LineItem[] = [];
  /** With which scopes line items were looked for. */
  readonly scopes: string[] = [];
  isOneAtATime = false;
  /** Runs while a score is on its way; may throw in its place. */
  onSend: (url: string, score: Score) => void | Promise<void> = () => undefined;
  /** Runs once a score was taken; may throw in place of the answer. */
  onTaken: () => void = () => undefined;
  /** Runs before a result is read; may throw. */
  onResult: () => void | Promise<void> = () => undefined;
  onFind: () => void | Promise<void> = () => undefined;
  private readonly grades = new Map<string, Grade>();
  private readonly now: () => Date;

  constructor(now: () => Date) {
    this.now = now;
  }

  valueOf(url: string, userId: string): number | undefined {
    return this.grades.get(`${url} ${userId}`)?.value;
  }

  /** As a teacher would. */
  clear(url: string, userId: string): void {
    this.grades.delete(`${url} ${userId}`);
  }

  /** As a teacher would, or an earlier score. */
  put(url: string, userId: string, value: number): void {
    this.grades.set(`${url} ${userId}`, { value, at: this.now().getTime() });
  }

  seenThrough(gate: Gate): Scores {
    return {
      send: (_registrationId, url, score) =>
        gate.pass('send', async () => {
          await this.onSend(url, score);
          this.arrived.push({ ...score, url });
          const held = this.grades.get(`${url} ${score.userId}`);
          if (held && seconds(score.timestamp.getTime()) <= seconds(held.at)) {
            throw new ServiceError('conflict', 'newer');
          }
          const value = score.scoreGiven / score.scoreMaximum;
          this.put(url, score.userId, value);
          this.taken.push({ url, userId: score.userId, value });
          this.onTaken();
        }),
      result: (_registrationId, url, userId) =>
        gate.pass('result', async () => {
          await this.onResult();
          const value = this.valueOf(url, userId);
          if (value === undefined) return undefined;
          const resultScore = Math.round(value * 10 * 1e5) / 1e5;
          return { userId, resultScore, resultMaximum: 10 };
        }),
      findLineItem: (_registrationId, _url, { resourceId, tag }, scope) =>
        gate.pass('find column', async () => {
          this.scopes.push(scope);
          await this.onFind();
          return this.columns.find(
            (column) => column.resourceId === resourceId && column.tag === tag,
          );
        }),
      lineItems: () => gate.pass('list columns', () => [...this.columns]),
      createLineItem: (_registrationId, url, item) =>
        gate.pass('create column', () => {
          const column = { ...item, id: `${url}/own-${this.columns.length + 1}` };
          this.columns.push(column);
          return column;
        }),
      isOneAtATime: () => Promise.resolve(this.isOneAtATime),
    };
  }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
