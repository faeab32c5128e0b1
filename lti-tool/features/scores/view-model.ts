import type { Programme } from '../../content/programme';
import type { Enrolment } from '../../domain/enrolment';
import { TRAINING_COMPLETED } from '../../domain/score-outbox';
import type { ScoreOnItsWay } from '../../domain/score-on-its-way';
import { type Paging, pageOf } from '../../web/paging';
import { SCORES, SEND_SCORE_AGAIN } from '../../web/paths';
import { type Moment, moment, personName, type StateView } from '../../web/view';

/** Which scores are listed. */
export type ScoreFilter = 'all' | ScoreOnItsWay['state'];

/** pages/scores/page */
export interface ScoresPageModel {
  readonly filters: readonly { href: string; label: string; current: boolean }[];
  readonly notice: string | null;
  /** False: the page says that a teacher's change cannot be seen, and what to switch on. */
  readonly seesResults: boolean;
  readonly action: string;
  readonly formToken: string;
  readonly rows: readonly ScoreRow[];
  readonly paging: Paging | null;
}

interface ScoreRow {
  readonly name: string;
  readonly activity: string;
  readonly score: string;
  readonly state: StateView;
  readonly reason: string | null;
  readonly earnedAt: Moment;
  readonly deliveredAt: Moment | null;
  /** Value of the button `score`: `<enrolment id>:<activity id>`; null once delivered. */
  readonly again: string | null;
}

const STATES: Readonly<Record<ScoreOnItsWay['state'], StateView>> = {
  delivered: { icon: 'met', word: 'Delivered' },
  waiting: { icon: 'pending', word: 'Waiting' },
  refused: { icon: 'not-met', word: 'Refused' },
  overruled: { icon: 'not-met', word: 'Changed by a teacher' },
  parked: { icon: 'pending', word: 'Parked' },
};

/** In the order of `ORDER`; the newest first within each state. */
export function scoresPageModel(input: {
  readonly programme: Programme;
  readonly enrolments: readonly Enrolment[];
  readonly seesResults: boolean;
  readonly filter: ScoreFilter;
  /** 1-based. */
  readonly page: number;
  readonly formToken: string;
  readonly notice?: string;
}): ScoresPageModel {
  const { programme, enrolments, filter } = input;
  const all = enrolments
    .flatMap((enrolment) => enrolment.scores.map((score) => ({ enrolment, score })))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.score.state) - ORDER.indexOf(b.score.state) ||
        b.score.earnedAt.getTime() - a.score.earnedAt.getTime(),
    );
  const chosen = all.filter(({ score }) => filter === 'all' || score.state === filter);
  const shown = pageOf(chosen, input.page, (number) => `${SCORES}?show=${filter}&page=${number}`);
  const number = (state: ScoreOnItsWay['state']): number =>
    all.filter(({ score }) => score.state === state).length;
  return {
    filters: [
      { href: SCORES, label: `All (${all.length})`, current: filter === 'all' },
      ...ORDER.map((state) => ({
        href: `${SCORES}?show=${state}`,
        label: `${STATES[state].word} (${number(state)})`,
        current: filter === state,
      })),
    ],
    notice: input.notice ?? null,
    seesResults: input.seesResults,
    action: SEND_SCORE_AGAIN,
    formToken: input.formToken,
    rows: shown.items.map(({ enrolment, score }) => scoreRow(programme, enrolment, score)),
    paging: shown.paging,
  };
}

/** What a facilitator may have to mend comes first. */
const ORDER = ['refused', 'overruled', 'parked', 'waiting', 'delivered'] as const;

function scoreRow(programme: Programme, { id, name }: Enrolment, score: ScoreOnItsWay): ScoreRow {
  const { activityId, state, reason, earnedAt, deliveredAt } = score;
  return {
    name: personName(name, id),
    activity:
      activityId === TRAINING_COMPLETED
        ? 'Whole training'
        : (programme.activities.get(activityId)?.title ?? activityId),
    score: `${score.scoreGiven} of ${score.scoreMaximum}`,
    state: STATES[state],
    reason: reason ?? null,
    earnedAt: moment(earnedAt),
    deliveredAt: deliveredAt ? moment(deliveredAt) : null,
    again: state === 'delivered' ? null : `${id}:${activityId}`,
  };
}
