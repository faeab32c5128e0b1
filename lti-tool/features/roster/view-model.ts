import { countMet, type Completion } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import type { Person } from '../../domain/people';
import { isStaff, type Role } from '../../domain/role';
import { REFRESH_ROSTER, ROSTER } from '../../web/paths';
import { type Paging, pageOf } from '../../web/paging';
import { counted, type Moment, moment, personName, type StateView } from '../../web/view';
import type { People, RefreshOutcome } from './service';

/** pages/roster/page */
export interface RosterPageModel {
  readonly notice: string | null;
  /** Sentences about the participants, for example `24 participants.` */
  readonly summary: readonly string[];
  readonly isOffered: boolean;
  readonly refreshedAt: Moment | null;
  /** Why there is no newer list, and since when. */
  readonly failure: { readonly reason: string; readonly at: Moment } | null;
  readonly action: string;
  readonly formToken: string;
  readonly rows: readonly RosterRow[];
  readonly paging: Paging | null;
}

interface RosterRow {
  readonly name: string;
  readonly role: string;
  readonly state: StateView;
  readonly since: Moment | null;
  /** For example `12 of 31 requirements met`; null for who has nothing to complete. */
  readonly progress: string | null;
}

const ROLES: Readonly<Record<Role, string>> = {
  participant: 'Participant',
  facilitator: 'Facilitator',
  administrator: 'Administrator',
};

const NOTICES: Readonly<Record<RefreshOutcome, string | null>> = {
  refreshed: 'The list was read from the platform.',
  failed: null,
  running: 'The platform is still sending its list. Reload the page in a minute.',
  recent: 'The list was read a moment ago.',
  unavailable: null,
};

/** @param input.page 1-based. */
export function rosterPageModel(input: {
  readonly people: People;
  readonly completionOf: (enrolment: Enrolment) => Completion;
  readonly formToken: string;
  readonly page: number;
  readonly outcome?: RefreshOutcome | undefined;
}): RosterPageModel {
  const { people, roster, isOffered } = input.people;
  const shown = pageOf(people, input.page, (number) => `${ROSTER}?page=${number}`);
  return {
    notice: input.outcome ? NOTICES[input.outcome] : null,
    summary: summaryOf(people),
    isOffered,
    refreshedAt: roster?.refreshedAt ? moment(roster.refreshedAt) : null,
    failure:
      roster?.failure === undefined ? null : { reason: roster.failure, at: moment(roster.triedAt) },
    action: REFRESH_ROSTER,
    formToken: input.formToken,
    rows: shown.items.map((person) => rosterRow(person, input.completionOf)),
    paging: shown.paging,
  };
}

function summaryOf(people: readonly Person[]): string[] {
  const participants = people.filter(({ role }) => !isStaff(role));
  const here = participants.filter(({ leftAt }) => !leftAt);
  const opened = here.filter(({ enrolment }) => enrolment?.launchedAt).length;
  const completed = here.filter(({ enrolment }) => enrolment?.completedAt).length;
  const gone = participants.length - here.length;
  return [
    `${counted(here.length, 'participant')}.`,
    `${opened} opened the training, ${completed} completed it.`,
    ...(gone > 0 ? [`${counted(gone, 'more person', 'more people')} left the course.`] : []),
  ];
}

function rosterRow(
  { id, name, role, leftAt, enrolment }: Person,
  completionOf: (enrolment: Enrolment) => Completion,
): RosterRow {
  const { met, total } = countMet(enrolment ? completionOf(enrolment).requirements : []);
  const since = leftAt ?? enrolment?.launchedAt;
  return {
    name: personName(name, id),
    role: ROLES[role],
    state: stateOf(leftAt, enrolment),
    since: since ? moment(since) : null,
    progress: isStaff(role) || !enrolment ? null : `${met} of ${counted(total, 'requirement')} met`,
  };
}

function stateOf(leftAt: Date | undefined, enrolment: Enrolment | undefined): StateView {
  if (leftAt) return { icon: 'not-met', word: 'Left the course' };
  if (!enrolment?.launchedAt) return { icon: 'pending', word: 'Not opened yet' };
  if (enrolment.completedAt) return { icon: 'met', word: 'Completed' };
  return { icon: 'met', word: 'Opened' };
}
