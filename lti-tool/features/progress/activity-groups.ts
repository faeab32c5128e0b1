import { activityInWords } from '../../content/activity-in-words';
import type { Activity, LiveSession, Module, Programme } from '../../content/programme';
import {
  type Completion,
  countMet,
  ofActivity,
  type RequirementState,
} from '../../domain/completion';
import { dayInWords } from '../../domain/day';
import type { LedgerEntry } from '../../domain/ledger';
import { liveDayAnchor } from '../../web/crumbs';
import { activityPath } from '../../web/paths';
import { type Moment, moment, requirementStateInWords, type StateView } from '../../web/view';

/** A module or a live day. */
export interface ActivityGroup {
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

const LATE = 'The closing date has passed. Ask the organizer what is possible.';
const DISPUTE = 'If this is not right, tell your facilitator.';

interface Standing {
  readonly completion: Completion;
  /** Reading id → its opened pages. */
  readonly pagesOpened: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Every module, then every live day, with what each of its activities asks for. */
export function activityGroups(
  programme: Programme,
  completion: Completion,
  ledger: readonly LedgerEntry[],
): ActivityGroup[] {
  const standing = { completion, pagesOpened: pagesOpened(ledger) };
  return [
    ...programme.modules.map((module) => moduleGroup(module, standing)),
    ...liveDays(programme).map(([day, sessions]) => dayGroup(day, sessions, standing)),
  ];
}

function pagesOpened(ledger: readonly LedgerEntry[]): Map<string, Set<number>> {
  const opened = new Map<string, Set<number>>();
  for (const entry of ledger) {
    if (entry.kind !== 'page-opened') continue;
    opened.set(entry.activityId, (opened.get(entry.activityId) ?? new Set()).add(entry.page));
  }
  return opened;
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
  const own = activities.flatMap((activity) => ofActivity(standing.completion, activity.id));
  const { met, total } = countMet(own);
  return { id, title, count: `${met} of ${total} met`, activities: rows };
}

function activityRow(activity: Activity, standing: Standing): ActivityRow {
  return {
    href: activityPath(activity.id),
    title: activity.title,
    about: activityInWords(activity),
    startsAt: 'startsAt' in activity ? moment(activity.startsAt) : null,
    requirements: ofActivity(standing.completion, activity.id).map((status) => ({
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
