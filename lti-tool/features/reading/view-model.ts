import type { Module, Reading } from '../../content/programme';
import type { RequirementStatus } from '../../domain/completion';
import { moduleCrumbs } from '../../web/crumbs';
import { activityPath, confirmReadingPath, readingPagePath } from '../../web/paths';
import { type Link, type Moment, moment } from '../../web/view';

/** pages/reading/page */
export interface ReadingPageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  readonly minutes: number;
  /** When the whole reading was completed. */
  readonly done: Moment | null;
  /** For example `Page 2 of 5`. */
  readonly position: string;
  readonly pages: readonly PageStep[];
  /** The reading's questions; empty on all pages but the first. */
  readonly questions: readonly string[];
  readonly heading: string;
  /** Safe HTML. */
  readonly html: string;
  readonly terms: readonly { id: string; term: string; definition: string }[];
  readonly previous: Link | null;
  readonly next: Link | null;
  /** Only on the last page. */
  readonly ending: ReadingEnding | null;
}

interface PageStep {
  readonly number: number;
  readonly title: string;
  /** Null for the page itself and for pages not opened yet. */
  readonly href: string | null;
  readonly current: boolean;
}

interface ReadingEnding {
  /** The closing moment has passed: reading on is possible, counting is not. */
  readonly closed: boolean;
  readonly missing: readonly Link[];
  readonly form: { action: string; formToken: string; error: string | null } | null;
  /** The activity that comes next in the module. */
  readonly following: Link;
}

/** @param input.page 1-based; counts as opened. `input.error`: what was wrong with the confirmation. */
export function readingPageModel(input: {
  readonly module: Module;
  readonly reading: Reading;
  readonly page: number;
  readonly opened: readonly number[];
  readonly status: RequirementStatus;
  readonly formToken: string;
  readonly error?: string;
}): ReadingPageModel {
  const { module, reading, page } = input;
  const current = reading.pages[page - 1];
  if (!current) throw new RangeError(`Reading ${reading.id} has no page ${page}`);
  const opened = new Set([...input.opened, page]);
  return {
    crumbs: moduleCrumbs(module),
    title: reading.title,
    minutes: reading.minutes,
    done: input.status.state === 'met' && input.status.since ? moment(input.status.since) : null,
    position: `Page ${page} of ${reading.pages.length}`,
    pages: reading.pages.map(({ title }, index) => ({
      number: index + 1,
      title,
      href:
        index + 1 !== page && opened.has(index + 1) ? readingPagePath(reading.id, index + 1) : null,
      current: index + 1 === page,
    })),
    questions: page === 1 ? reading.questions : [],
    heading: current.title,
    html: current.html,
    terms: current.terms.map(({ id, term, definition }) => ({ id, term, definition })),
    previous: pageLink(reading, page - 1),
    next: pageLink(reading, page + 1),
    ending: page === reading.pages.length ? ending(input, opened) : null,
  };
}

function ending(
  { module, reading, status, formToken, error }: Parameters<typeof readingPageModel>[0],
  opened: ReadonlySet<number>,
): ReadingEnding {
  const missing = reading.pages.flatMap(({ title }, index) =>
    opened.has(index + 1) ? [] : [{ href: readingPagePath(reading.id, index + 1), label: title }],
  );
  return {
    closed: status.state === 'not-met',
    missing: status.state === 'pending' ? missing : [],
    form:
      status.state === 'pending' && missing.length === 0
        ? { action: confirmReadingPath(reading.id), formToken, error: error ?? null }
        : null,
    following: following(module, reading),
  };
}

function pageLink(reading: Reading, page: number): Link | null {
  const found = reading.pages[page - 1];
  return found ? { href: readingPagePath(reading.id, page), label: found.title } : null;
}

function following(module: Module, reading: Reading): Link {
  const next = module.readings[module.readings.indexOf(reading) + 1];
  return next
    ? { href: activityPath(next.id), label: `Reading: ${next.title}` }
    : { href: activityPath(module.assessment.id), label: module.assessment.title };
}
