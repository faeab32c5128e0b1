import type { Enrolment } from '../../domain/enrolment';
import { LEFT } from '../../domain/leaving';
import { sentWith } from '../../domain/score-list';
import type { ScoreOnItsWay, ScoreValue } from '../../domain/score-on-its-way';
import { isStillWaiting } from '../../domain/score-outbox';
import { ServiceError, type Result } from '../../lti/port';
import { columnOf, forgetColumn } from './column';
import type { DeliveryDependencies } from './dependencies';
import { createResultReader, type ResultReader } from './results';

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
      /** The platform may have taken the score all the same. */
      readonly mayBeDone: boolean;
    }
  | { readonly kind: 'refused' | 'parked' | 'overruled'; readonly reason: string }
  /** Another process took over, or a newer score replaced this one: nothing to note. */
  | { readonly kind: 'superseded' };

/** Results this near, as parts of their maximum, are the same: platforms round what they keep. */
const TOLERANCE = 0.0005;

const DELIVERED: Outcome = { kind: 'delivered' };
const OVERRULED: Outcome = {
  kind: 'overruled',
  reason:
    'A teacher has changed this result in the platform, and it stays as it is. To have the score of the training there, remove the result in the platform, then choose Send again.',
};

/**
 * Delivers one score, first with the time it was earned, so that a repeated try cannot overtake
 * anything (AGS 2.0 §3.4, `timestamp`). What this tool has sent before is replaced; a result of
 * somebody else's is not.
 * @param score as it was before this try began.
 */
export async function deliver(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  dependencies: DeliveryDependencies,
): Promise<Outcome> {
  if (enrolment.leftAt) return { kind: 'parked', reason: LEFT };
  try {
    const column = await columnOf(enrolment, score.activityId, dependencies);
    switch (column.kind) {
      case 'refused':
        return column;
      case 'wait':
        return { ...column, kind: 'postponed', platformAtFault: false, mayBeDone: false };
      case 'known':
        return await sendTo(column.url, enrolment, score, dependencies);
    }
  } catch (error) {
    if (error instanceof ServiceError) return outcomeOf(error);
    throw error;
  }
}

async function sendTo(
  url: string,
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  dependencies: DeliveryDependencies,
): Promise<Outcome> {
  const results = createResultReader(enrolment, url, dependencies);
  try {
    const outcome = await send(enrolment, score, url, results, dependencies);
    await results.note();
    return outcome;
  } catch (error) {
    if (!(error instanceof ServiceError && error.kind === 'column-gone')) throw error;
    await forgetColumn(enrolment, { activityId: score.activityId, url }, dependencies);
    return shortly(error.reason);
  }
}

async function send(
  enrolment: Enrolment,
  score: ScoreOnItsWay,
  url: string,
  results: ResultReader,
  dependencies: DeliveryDependencies,
): Promise<Outcome> {
  const { earnedAt, scoreGiven, scoreMaximum } = score;
  const sent = sentBefore(score);
  const post = async (timestamp: Date): Promise<'sent' | 'conflict'> => {
    const { subject: userId } = enrolment;
    const wire = { userId, scoreGiven, scoreMaximum, timestamp, submittedAt: earnedAt };
    try {
      await dependencies.scores.send(enrolment.registrationId, url, {
        ...wire,
        isResend: sent.length > 0 || timestamp !== earnedAt,
      });
      return 'sent';
    } catch (error) {
      if (error instanceof ServiceError && error.kind === 'conflict') return 'conflict';
      throw error;
    }
  };
  /** What the result there says of this try; undefined: nothing against sending. */
  const look = async (): Promise<Outcome | undefined> => {
    const stored = await results.read();
    if (stored?.resultScore === undefined) return undefined;
    if (isSameValue(stored, score)) return DELIVERED;
    return sent.some((value) => isSameValue(stored, value)) ? undefined : OVERRULED;
  };

  const before = sent.length > 0 ? await look() : undefined;
  if (before) return before;
  if ((await post(earnedAt)) === 'sent') return DELIVERED;
  // The platform holds something with a later time: this very score, received before a reply was
  // lost, an older one, which Moodle dates at its receipt, or a teacher's. Only its value tells.
  const there = await look();
  if (there) return there;
  if (!(await isStillOurs(enrolment, score, dependencies))) return { kind: 'superseded' };
  if ((await post(dependencies.now())) === 'sent') return DELIVERED;
  return shortly('The platform holds a score with a later time; this one is sent again shortly.');
}

/** What of this tool's the platform may hold, this very score too if its sender died. */
function sentBefore(score: ScoreOnItsWay): readonly ScoreValue[] {
  return score.sending ? sentWith(score) : (score.sent ?? []);
}

function shortly(reason: string): Outcome {
  return { kind: 'postponed', reason, waitMs: 0, platformAtFault: false, mayBeDone: false };
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
function isSameValue({ resultScore, resultMaximum = 1 }: Result, value: ScoreValue): boolean {
  if (resultScore === undefined || resultMaximum <= 0) return false;
  const difference = resultScore / resultMaximum - value.scoreGiven / value.scoreMaximum;
  return Math.abs(difference) < TOLERANCE;
}

function outcomeOf({ kind, reason, retryAfter, mayBeDone }: ServiceError): Outcome {
  if (kind === 'not-a-member') return { kind: 'parked', reason };
  if (kind !== 'retry') return { kind: 'refused', reason };
  return { kind: 'postponed', reason, waitMs: retryAfter ?? 0, platformAtFault: true, mayBeDone };
}
