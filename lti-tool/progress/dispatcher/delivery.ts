import type { Enrolment } from '../../domain/enrolment';
import type { ScoreOnItsWay } from '../../domain/score-on-its-way';
import { isStillWaiting } from '../../domain/score-outbox';
import { ServiceError, type Result } from '../../lti/port';
import { columnOf } from './column';
import type { DeliveryDependencies } from './dependencies';

/** What became of one try to deliver a score. */
export type Outcome =
  | { readonly kind: 'delivered' }
  /** `platformAtFault`: others on the same platform would most likely meet the same. */
  | {
      readonly kind: 'postponed';
      readonly reason: string;
      /** Milliseconds to wait at least. */
      readonly waitMs: number;
      readonly platformAtFault: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Another process took over, or a newer score replaced this one: nothing to note. */
  | { readonly kind: 'superseded' };

/** Results this near, as parts of their maximum, are the same: platforms round what they keep. */
const TOLERANCE = 0.0005;

const DELIVERED: Outcome = { kind: 'delivered' };

/**
 * Delivers one score, first with the time it was earned, so that a repeated try cannot overtake
 * anything (AGS 2.0 §3.4, `timestamp`).
 */
export async function deliver(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  dependencies: DeliveryDependencies,
): Promise<Outcome> {
  try {
    const column = await columnOf(enrolment, score.activityId, dependencies);
    switch (column.kind) {
      case 'refused':
        return column;
      case 'wait':
        return { ...column, kind: 'postponed', platformAtFault: false };
      case 'known':
        return await send(enrolment, score, column.url, dependencies);
    }
  } catch (error) {
    if (error instanceof ServiceError) return outcomeOf(error);
    throw error;
  }
}

async function send(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  url: string,
  dependencies: DeliveryDependencies,
): Promise<Outcome> {
  const post = async (timestamp: Date): Promise<'sent' | 'conflict'> => {
    const { scoreGiven, scoreMaximum } = score;
    const wire = { userId: enrolment.subject, scoreGiven, scoreMaximum, timestamp };
    try {
      await dependencies.scores.send(enrolment.registrationId, url, wire);
      return 'sent';
    } catch (error) {
      if (error instanceof ServiceError && error.kind === 'conflict') return 'conflict';
      throw error;
    }
  };
  if ((await post(score.earnedAt)) === 'sent') return DELIVERED;
  // The platform holds something with a later time: this very score, received before a reply was
  // lost, or an older one, which Moodle dates at its receipt. Only its value tells.
  const stored = await storedResult(enrolment, url, dependencies);
  if (stored && isSameValue(stored, score)) return DELIVERED;
  if (!(await isStillOurs(enrolment, score, dependencies))) return { kind: 'superseded' };
  if ((await post(dependencies.now())) === 'sent') return DELIVERED;
  return {
    kind: 'postponed',
    reason: 'The platform holds a score with a later time; this one is sent again shortly.',
    waitMs: 0,
    platformAtFault: false,
  };
}

/** What the platform holds; undefined when it holds nothing or does not let this tool read it. */
async function storedResult(
  { registrationId, subject }: Enrolment,
  url: string,
  { scores }: DeliveryDependencies,
): Promise<Result | undefined> {
  try {
    return await scores.result(registrationId, url, subject);
  } catch (error) {
    if (error instanceof ServiceError && error.kind !== 'retry') return undefined;
    throw error;
  }
}

/** A fresh time overrules whatever is there, so nothing newer may have come up meanwhile. */
async function isStillOurs(
  { id }: Enrolment,
  score: ScoreOnItsWay,
  { enrolments, now, owner }: DeliveryDependencies,
): Promise<boolean> {
  const current = await enrolments.get(id);
  const held = current?.scoreLease;
  return (
    current !== undefined &&
    held?.owner === owner &&
    held.until > now() &&
    isStillWaiting(current, score)
  );
}

/** AGS 2.0 §3.3: without `resultMaximum` a result is out of 1. */
function isSameValue({ resultScore, resultMaximum = 1 }: Result, score: ScoreOnItsWay): boolean {
  if (resultScore === undefined || resultMaximum <= 0) return false;
  const difference = resultScore / resultMaximum - score.scoreGiven / score.scoreMaximum;
  return Math.abs(difference) < TOLERANCE;
}

function outcomeOf({ kind, reason, retryAfter }: ServiceError): Outcome {
  if (kind === 'refused') return { kind: 'refused', reason };
  return { kind: 'postponed', reason, waitMs: retryAfter ?? 0, platformAtFault: true };
}
