import type { Guide, LiveSession } from '../../content/programme';
import type { RequirementStatus } from '../../domain/completion';
import { liveDayCrumbs } from '../../web/crumbs';
import { guidePath, rosterPath } from '../../web/paths';
import {
  type Link,
  type Moment,
  moment,
  requirementStateInWords,
  type StateView,
} from '../../web/view';

/** pages/live-session/participant */
export interface LiveSessionPageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  /** For example `Breakout group, day 1, session 3`. */
  readonly about: string;
  readonly purpose: string;
  readonly startsAt: Moment;
  readonly endsAt: Moment;
  readonly minutes: number;
  readonly activeWhen: readonly string[];
  /** The person's own attendance and participation; empty for staff. */
  readonly records: readonly { label: string; state: StateView; since: Moment | null }[];
  /** What helps in this session, where there is something. */
  readonly guides: readonly Link[];
  /** Only for staff: where attendance is recorded. */
  readonly roster: string | null;
}

/**
 * @param input.statuses of attendance and participation; empty for staff.
 * @param input.guides of this session, and for this person to read.
 */
export function liveSessionPageModel(input: {
  readonly session: LiveSession;
  readonly statuses: readonly RequirementStatus[];
  readonly guides: readonly Guide[];
  readonly staff: boolean;
}): LiveSessionPageModel {
  const { session, statuses, staff } = input;
  return {
    crumbs: liveDayCrumbs(session.day),
    title: session.title,
    about: aboutLiveSession(session),
    purpose: session.purpose,
    startsAt: moment(session.startsAt),
    endsAt: moment(new Date(session.startsAt.getTime() + session.minutes * 60_000)),
    minutes: session.minutes,
    activeWhen: session.activeWhen,
    records: statuses.map(({ requirement: { kind }, state, since }) => ({
      label: kind === 'attendance' ? 'Attendance' : 'Active part',
      state: requirementStateInWords(kind, state),
      since: since ? moment(since) : null,
    })),
    guides: input.guides.map(guideLink),
    roster: staff ? rosterPath(session.id) : null,
  };
}

export function guideLink({ id, title }: Guide): Link {
  return { href: guidePath(id), label: title };
}

export function aboutLiveSession({ kind, day, number }: LiveSession): string {
  const what = kind === 'breakout' ? 'Breakout group' : 'Live session';
  return `${what}, day ${day}, session ${number}`;
}
