import type { ContextKey } from './context-key';

/** A facilitator's order to issue every certificate of a context that is ready at that moment. */
export interface IssuingJob extends ContextKey {
  readonly id: string;
  readonly version: number;
  /** The facilitator's enrolment id. */
  readonly by: string;
  readonly startedAt: Date;
  /** Enrolment ids of those who were ready. */
  readonly people: readonly string[];
  /** How many of them were dealt with, from the first. */
  readonly done: number;
  /** For how many of those there is a certificate. */
  readonly issued: number;
  readonly state: 'running' | 'finished';
  /** Until when the process that works on it is believed to live. */
  readonly leasedUntil: Date;
}
