import type { Programme } from '../../content/programme';
import { type Completion, countMet, ofKind } from '../../domain/completion';
import type { LedgerEntry } from '../../domain/ledger';
import type { RequirementKind } from '../../domain/requirement';
import { activityPath, CERTIFICATE } from '../../web/paths';
import { counted, type Link, type Moment, moment } from '../../web/view';
import { type ActivityGroup, activityGroups } from './activity-groups';

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
  const conditions = KINDS.map((kind) => ({ ...kind, ...countMet(ofKind(completion, kind.kind)) }));
  const { met, total } = countMet(completion.requirements);
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
    groups: activityGroups(programme, completion, input.ledger),
  };
}

function nextActivity(programme: Programme, completion: Completion): Link | null {
  const next = completion.requirements.find(
    ({ state, requirement: { kind } }) =>
      state === 'pending' && (kind === 'reading' || kind === 'assessment'),
  );
  const activity = next && programme.activities.get(next.requirement.activityId);
  return activity ? { href: activityPath(activity.id), label: activity.title } : null;
}
