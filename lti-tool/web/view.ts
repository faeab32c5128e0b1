import type { RequirementState } from '../domain/completion';
import { dayInWords } from '../domain/day';
import type { RequirementKind } from '../domain/requirement';

/** The small shapes that view models of several pages share. Templates are strict: nothing is left out. */

export interface Link {
  readonly href: string;
  readonly label: string;
}

/** A moment for people (`text`, always in UTC) and for `<time datetime>` (`iso`). */
export interface Moment {
  readonly iso: string;
  readonly text: string;
}

/** A state as an icon (named by `icon`) and, always, a word. */
export interface StateView {
  readonly icon: 'met' | 'pending' | 'not-met';
  readonly word: string;
}

/** One mistake in a form; `href` leads to its field (`#id`). */
export interface FormError {
  readonly href: string;
  readonly message: string;
}

/** What pages/errors/page shows. */
export interface ErrorPageModel {
  readonly title: string;
  readonly whatToDo: string;
  /** The id of the request, for people to quote. */
  readonly reference: string;
}

const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', timeStyle: 'short' });

/** For example `24 November 2026, 21:00 UTC`. */
export function moment(date: Date): Moment {
  return { iso: date.toISOString(), text: `${dayInWords(date)}, ${time.format(date)} UTC` };
}

/** For example `1 question`, `9 questions`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const REQUIREMENT_WORDS: Readonly<
  Record<RequirementKind, Readonly<Record<RequirementState, string>>>
> = {
  reading: { met: 'Done', pending: 'To do', 'not-met': 'Not done in time' },
  assessment: { met: 'Done', pending: 'To do', 'not-met': 'Not done in time' },
  attendance: { met: 'Present', pending: 'Attendance not recorded yet', 'not-met': 'Absent' },
  participation: {
    met: 'Active',
    pending: 'Active part not recorded yet',
    'not-met': 'Not active',
  },
};

export function requirementStateInWords(kind: RequirementKind, state: RequirementState): StateView {
  return { icon: state, word: REQUIREMENT_WORDS[kind][state] };
}

/** Platforms may withhold names: the end of the enrolment's id then tells people apart. */
export function personName(name: string | undefined, enrolmentId: string): string {
  return name ?? `Name withheld (…${enrolmentId.slice(-6)})`;
}

/** A name inside a sentence keeps its own writing direction (as `<bdi>` does in a template). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
