import { activityInWords } from '../../content/activity-in-words';
import type { Activity, LiveSession, Module, Programme } from '../../content/programme';
import type { Completion, RequirementState, RequirementStatus } from '../../domain/completion';
import { dayInWords } from '../../domain/day';
import type { LedgerEntry } from '../../domain/ledger';
import { requirementId, type RequirementKind } from '../../domain/requirement';
import { liveDayAnchor } from '../../web/crumbs';
import { activityPath, CERTIFICATE } from '../../web/paths';
import {
  counted,
  type Link,
  type Moment,
  moment,
  requirementStateInWords,
  type StateView,
} from '../../web/view';

/** pages/progress/page */
export interface ProgressPageModel {
  readonly met: number;
  readonly total: number;
  /** For example `12 of 31 requirements met`. */
  readonly summary: string;
  /** One bar for each of the four conditions of the certificate. */
  readonly conditions: readonly Condition[];
  /** The next thing the person can do alone; null when nothing is left. */
  readonly next: Link | null;
  readonly closes: Moment | null;
  readonly certificate: CertificateBlock;
  readonly groups: readonly ActivityGroup[];
}

interface Condition {
  readonly label: string;
  readonly met: number;
  readonly total: number;
}

interface CertificateBlock {
  readonly issued: boolean;
  readonly ready: boolean;
  readonly staff: boolean;
  /** For example `4 readings`; empty unless something is missing. */
  readonly missing: readonly string[];
  readonly href: string;
}

/** A module or a live day. */
interface ActivityGroup {
  readonly id: string;
  readonly title: string;
  readonly count: string;
  readonly activities: readonly ActivityRow[];
}

interface ActivityRow {
  readonly href: string;
  readonly title: string;
  /** For example `Reading, 8 minutes`. */
  readonly about: string;
  readonly startsAt: Moment | null;
  readonly requirements: readonly RequirementRow[];
}

interface RequirementRow {
  readonly state: StateView;
  /** Day of the evidence, for example `24 November 2026`; null while there is none. */
  readonly since: string | null;
  /** What is missing and what to do; null when met. */
  readonly todo: string | null;
}

const KINDS: readonly { kind: RequirementKind; label: string; one: string; many: string }[] = [
  { kind: 'reading', label: 'Readings', one: 'reading', many: 'readings' },
  {
    kind: 'assessment',
    label: 'Self-assessments',
    one: 'self-assessment',
    many: 'self-assessments',
  },
  {
    kind: 'attendance',
    label: 'Live sessions attended',
    one: 'live session to attend',
    many: 'live sessions to attend',
  },
  {
    kind: 'participation',
    label: 'Live sessions with an active part',
    one: 'active part in a live session',
    many: 'active parts in live sessions',
  },
];

const LATE = 'The closing date has passed. Ask the organizer what is possible.';
const DISPUTE = 'If this is not right, tell your facilitator.';

/**
 * Every requirement with its state, its evidence and what is missing.
 * @param input.ledger tells how far readings that are not complete have come.
 * @param input.staff facilitators and administrators never receive a certificate.
 */
export function progressPageModel(input: {
  readonly programme: Programme;
  readonly completion: Completion;
  readonly ledger: readonly LedgerEntry[];
  readonly certificateIssued: boolean;
  readonly staff: boolean;
}): ProgressPageModel {
  const { programme, completion } = input;
  const conditions = KINDS.map((kind) => ({ ...kind, ...count(completion, kind.kind) }));
  const met = completion.requirements.filter(({ state }) => state === 'met').length;
  const total = completion.requirements.length;
  const standing: Standing = {
    statuses: new Map(completion.requirements.map((item) => [item.requirement.id, item])),
    pagesOpened: pagesOpened(input.ledger),
  };
  const complete = completion.complete && !input.staff;
  return {
    met,
    total,
    summary: `${met} of ${counted(total, 'requirement')} met`,
    conditions: conditions.map(({ label, ...rest }) => ({
      label,
      met: rest.met,
      total: rest.total,
    })),
    next: nextActivity(programme, completion),
    closes: programme.edition.closesAt ? moment(programme.edition.closesAt) : null,
    certificate: {
      issued: input.certificateIssued && !input.staff,
      ready: complete && !input.certificateIssued,
      staff: input.staff,
      missing: input.staff
        ? []
        : conditions
            .map(({ met: done, total: all, one, many }) => ({ open: all - done, one, many }))
            .filter(({ open }) => open > 0)
            .map(({ open, one, many }) => counted(open, one, many)),
      href: CERTIFICATE,
    },
    groups: [
      ...programme.modules.map((module) => moduleGroup(module, standing)),
      ...liveDays(programme).map(([day, sessions]) => dayGroup(day, sessions, standing)),
    ],
  };
}

interface Standing {
  readonly statuses: ReadonlyMap<string, RequirementStatus>;
  /** Reading id → its opened pages. */
  readonly pagesOpened: ReadonlyMap<string, ReadonlySet<number>>;
}

function pagesOpened(ledger: readonly LedgerEntry[]): Map<string, Set<number>> {
  const opened = new Map<string, Set<number>>();
  for (const entry of ledger) {
    if (entry.kind !== 'page-opened') continue;
    opened.set(entry.activityId, (opened.get(entry.activityId) ?? new Set()).add(entry.page));
  }
  return opened;
}

function count(completion: Completion, kind: RequirementKind): { met: number; total: number } {
  const own = completion.requirements.filter(({ requirement }) => requirement.kind === kind);
  return { met: own.filter(({ state }) => state === 'met').length, total: own.length };
}

function nextActivity(programme: Programme, completion: Completion): Link | null {
  const next = completion.requirements.find(
    ({ state, requirement: { kind } }) =>
      state === 'pending' && (kind === 'reading' || kind === 'assessment'),
  );
  const activity = next && programme.activities.get(next.requirement.activityId);
  return activity ? { href: activityPath(activity.id), label: activity.title } : null;
}

function moduleGroup(module: Module, standing: Standing): ActivityGroup {
  const activities = [...module.readings, module.assessment];
  return group(module.id, `Module ${module.number}: ${module.title}`, activities, standing);
}

function dayGroup(day: number, sessions: LiveSession[], standing: Standing): ActivityGroup {
  const date = sessions[0] ? `, ${dayInWords(sessions[0].startsAt)}` : '';
  return group(liveDayAnchor(day), `Live day ${day}${date}`, sessions, standing);
}

function liveDays({ liveSessions }: Programme): [day: number, sessions: LiveSession[]][] {
  const days = new Map<number, LiveSession[]>();
  for (const session of liveSessions) {
    days.set(session.day, [...(days.get(session.day) ?? []), session]);
  }
  return [...days].sort(([a], [b]) => a - b);
}

function group(
  id: string,
  title: string,
  activities: readonly Activity[],
  standing: Standing,
): ActivityGroup {
  const rows = activities.map((activity) => activityRow(activity, standing));
  const own = activities.flatMap((activity) => ofActivity(activity, standing));
  const met = own.filter(({ state }) => state === 'met').length;
  return { id, title, count: `${met} of ${own.length} met`, activities: rows };
}

function ofActivity(activity: Activity, standing: Standing): RequirementStatus[] {
  return KINDS.flatMap(({ kind }) => standing.statuses.get(requirementId(kind, activity.id)) ?? []);
}

function activityRow(activity: Activity, standing: Standing): ActivityRow {
  return {
    href: activityPath(activity.id),
    title: activity.title,
    about: activityInWords(activity),
    startsAt: 'startsAt' in activity ? moment(activity.startsAt) : null,
    requirements: ofActivity(activity, standing).map((status) => ({
      state: requirementStateInWords(status.requirement.kind, status.state),
      since: status.since ? dayInWords(status.since) : null,
      todo: todo(activity, status.state, standing),
    })),
  };
}

function todo(activity: Activity, state: RequirementState, standing: Standing): string | null {
  const selfPaced = activity.kind === 'reading' || activity.kind === 'assessment';
  if (state === 'not-met') return selfPaced ? LATE : DISPUTE;
  const opened = standing.pagesOpened.get(activity.id)?.size ?? 0;
  if (state === 'met' || activity.kind !== 'reading' || opened === 0) return null;
  return opened < activity.pages.length
    ? `${opened} of ${activity.pages.length} pages opened.`
    : 'All pages opened. Confirm on the last page that you have read it.';
}
