import { activityInWords } from '../../content/activity-in-words';
import { guidesFor } from '../../content/guides';
import type { Programme } from '../../content/programme';
import { activityPath, guidePath, rosterPath } from '../../web/paths';
import { type Moment, moment } from '../../web/view';

/** pages/outline/page: what the training consists of, without anyone's progress. */
export interface OutlinePageModel {
  readonly title: string;
  readonly edition: string;
  readonly modules: readonly OutlineModule[];
  readonly days: readonly { title: string; sessions: readonly OutlineSession[] }[];
  /** Those that the person may read. */
  readonly guides: readonly { href: string; title: string; about: string | null }[];
}

interface OutlineModule {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly objectives: readonly string[];
  readonly activities: readonly { href: string; title: string; about: string }[];
}

interface OutlineSession {
  readonly href: string;
  readonly title: string;
  readonly startsAt: Moment;
  readonly minutes: number;
  /** Where staff record attendance; null for participants. */
  readonly roster: string | null;
}

export function outlinePageModel(programme: Programme, staff: boolean): OutlinePageModel {
  const days = [...new Set(programme.liveSessions.map(({ day }) => day))].sort((a, b) => a - b);
  return {
    title: programme.title,
    edition: programme.edition.title,
    modules: programme.modules.map((module) => ({
      id: module.id,
      title: `Module ${module.number}: ${module.title}`,
      summary: module.summary,
      objectives: module.objectives.map(({ text }) => text),
      activities: [...module.readings, module.assessment].map((activity) => ({
        href: activityPath(activity.id),
        title: activity.title,
        about: activityInWords(activity),
      })),
    })),
    days: days.map((day) => ({
      title: `Live day ${day}`,
      sessions: programme.liveSessions
        .filter((session) => session.day === day)
        .map(({ id, title, startsAt, minutes }) => ({
          href: activityPath(id),
          title,
          startsAt: moment(startsAt),
          minutes,
          roster: staff ? rosterPath(id) : null,
        })),
    })),
    guides: guidesFor(programme, staff).map(({ id, title, audience }) => ({
      href: guidePath(id),
      title,
      about: audience === 'facilitators' ? 'For facilitators' : null,
    })),
  };
}
