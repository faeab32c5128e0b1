import type { Guide, LiveSession } from '../../content/programme';
import type { LedgerEntry } from '../../domain/ledger';
import type { Person } from '../../domain/people';
import { liveDayCrumbs } from '../../web/crumbs';
import { type Paging, pageOf } from '../../web/paging';
import { ROSTER, rosterPath } from '../../web/paths';
import {
  type FormError,
  type Link,
  type Moment,
  isolated,
  moment,
  personName,
  type StateView,
} from '../../web/view';
import { type HistoryLine, historyOf } from './attendance-history';
import { newestRecords, type Standing } from './service';
import { aboutLiveSession, guideLink } from './view-model';

/** pages/live-session/roster */
export interface RosterPageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  readonly about: string;
  readonly startsAt: Moment;
  readonly activeWhen: readonly string[];
  /** The facilitator notes of the day, where there are some. */
  readonly notes: readonly Link[];
  /** For example `3 of 24 recorded`. */
  readonly recorded: string;
  readonly notice: string | null;
  readonly errors: readonly FormError[];
  readonly action: string;
  readonly formToken: string;
  readonly people: readonly RosterRow[];
  readonly paging: Paging | null;
  /** The page of everyone in the course. */
  readonly everyone: string;
}

interface RosterRow {
  readonly id: string;
  readonly name: string;
  /** What sets the person apart from others; null for most. */
  readonly remark: string | null;
  /** What counts now; null while nothing is recorded. */
  readonly state: StateView | null;
  /** Field `standing.<person id>`; the value `` stands for "not recorded". */
  readonly standing: { name: string; options: readonly RosterOption[] };
  /** Field `reason.<person id>`; only where an earlier record can be corrected. */
  readonly reason: { id: string; name: string; value: string; error: string | null } | null;
  /** Every record, newest first; empty unless something was corrected. */
  readonly history: readonly HistoryLine[];
}

interface RosterOption {
  readonly id: string;
  readonly value: Standing | '';
  readonly text: string;
  readonly checked: boolean;
}

/** What a refused form held, by person id, so that nothing has to be entered twice. */
export type RosterDraft = ReadonlyMap<string, { standing: Standing; reason: string }>;

const STATES: Readonly<Record<Standing, StateView>> = {
  active: { icon: 'met', word: 'Present and active' },
  present: { icon: 'pending', word: 'Present, not active' },
  absent: { icon: 'not-met', word: 'Absent' },
};

/**
 * @param input.guides of this session.
 * @param input.nameOf the author of a record, by enrolment id.
 * @param input.page 1-based, of the participants.
 * @param input.reasonsMissing person ids of corrections without a reason.
 */
export function rosterPageModel(input: {
  readonly session: LiveSession;
  readonly guides: readonly Guide[];
  readonly participants: readonly Person[];
  readonly page: number;
  readonly nameOf: (enrolmentId: string) => string | undefined;
  readonly formToken: string;
  readonly notice?: string;
  readonly reasonsMissing?: readonly string[];
  readonly draft?: RosterDraft;
}): RosterPageModel {
  const { session, participants, reasonsMissing = [] } = input;
  const shown = pageOf(participants, input.page, (number) => rosterPath(session.id, number));
  const people = shown.items.map((participant) =>
    rosterRow(session, participant, {
      nameOf: input.nameOf,
      draft: input.draft?.get(participant.id),
      reasonMissing: reasonsMissing.includes(participant.id),
    }),
  );
  return {
    crumbs: liveDayCrumbs(session.day),
    title: session.title,
    about: aboutLiveSession(session),
    startsAt: moment(session.startsAt),
    activeWhen: session.activeWhen,
    notes: input.guides.filter(({ use }) => use.kind === 'day').map(guideLink),
    recorded: `${participants.filter((person) => standingNow(person, session.id)).length} of ${participants.length} recorded`,
    notice: input.notice ?? null,
    errors: people.flatMap(({ name, reason }) =>
      reason?.error
        ? [{ href: `#${reason.id}`, message: `${isolated(name)}: ${reason.error}` }]
        : [],
    ),
    action: rosterPath(session.id, shown.number),
    formToken: input.formToken,
    people,
    paging: shown.paging,
    everyone: ROSTER,
  };
}

function rosterRow(
  session: LiveSession,
  person: Person,
  given: {
    readonly nameOf: (enrolmentId: string) => string | undefined;
    readonly draft: { standing: Standing; reason: string } | undefined;
    readonly reasonMissing: boolean;
  },
): RosterRow {
  const { id, name } = person;
  const now = standingNow(person, session.id);
  const shown = given.draft?.standing ?? now ?? '';
  const history = historyOf(ledgerOf(person), session.id, given.nameOf);
  return {
    id: `person-${id}`,
    name: personName(name, id),
    remark: remarkOn(person),
    state: now ? STATES[now] : null,
    standing: {
      name: `standing.${id}`,
      options: [
        ...(['active', 'present', 'absent'] as const).map((value) => ({
          id: `standing-${id}-${value}`,
          value,
          text: STATES[value].word,
          checked: shown === value,
        })),
        ...(now
          ? []
          : [
              {
                id: `standing-${id}-none`,
                value: '' as const,
                text: 'Not recorded',
                checked: shown === '',
              },
            ]),
      ],
    },
    reason: now
      ? {
          id: `reason-${id}`,
          name: `reason.${id}`,
          value: given.draft?.reason ?? '',
          error: given.reasonMissing ? 'Say why you correct this record.' : null,
        }
      : null,
    history: history.length > 1 ? history : [],
  };
}

function standingNow(person: Person, sessionId: string): Standing | undefined {
  const { attendance, participation } = newestRecords(ledgerOf(person), sessionId);
  if (!attendance) return undefined;
  if (!attendance.present) return 'absent';
  return participation?.active ? 'active' : 'present';
}

function ledgerOf({ enrolment }: Person): readonly LedgerEntry[] {
  return enrolment?.ledger ?? [];
}

function remarkOn({ leftAt, enrolment }: Person): string | null {
  if (leftAt) return 'Left the course';
  return enrolment?.launchedAt ? null : 'Has not opened the training yet';
}
