import { claimOf } from '../../domain/certificate-claim';
import type { Enrolment } from '../../domain/enrolment';
import type { IssuingJob } from '../../domain/issuing-job';
import {
  CERTIFICATES,
  CERTIFICATES_FILES,
  CERTIFICATES_ISSUE,
  personCertificatePath,
} from '../../web/paths';
import type { Paging } from '../../web/paging';
import {
  counted,
  type Link,
  type Moment,
  moment,
  personName,
  type StateView,
} from '../../web/view';
import type { Holder } from './service';
import { type ConfirmedView, confirmedView, stateOf } from './states';

/** pages/certificates/page */
export interface CertificatesPageModel {
  readonly summary: readonly string[];
  readonly filters: readonly { href: string; label: string; current: boolean }[];
  readonly issue: string;
  /** For example `3 certificates`; null where nothing is ready. */
  readonly ready: string | null;
  /** Where the archive is; null where nothing was issued. */
  readonly files: string | null;
  /** How far the newest order is; null where nothing was ordered yet. */
  readonly order: string | null;
  readonly formToken: string;
  readonly rows: readonly {
    readonly href: string;
    readonly name: string;
    readonly state: StateView;
    readonly confirmed: ConfirmedView | null;
  }[];
  readonly paging: Paging | null;
}

export type Filter = 'all' | 'issued' | 'ready' | 'held' | 'others';

const FILTERS: readonly (readonly [Filter, string])[] = [
  ['all', 'Everyone'],
  ['issued', 'Issued'],
  ['ready', 'Ready'],
  ['held', 'On hold'],
  ['others', 'Not yet'],
];

/** Which of the lists, besides that of everyone, somebody is in. */
export function groupOf(enrolment: Enrolment, isReady: boolean): Exclude<Filter, 'all'> {
  const { issuedAt, hold } = claimOf(enrolment);
  if (issuedAt) return 'issued';
  if (hold) return 'held';
  return isReady ? 'ready' : 'others';
}

export function filterPath(filter: Filter, page = 1): string {
  return `${CERTIFICATES}?show=${filter}${page === 1 ? '' : `&page=${page}`}`;
}

export function certificatesPageModel(input: {
  readonly groups: Readonly<Record<Exclude<Filter, 'all'>, number>>;
  readonly filter: Filter;
  readonly holders: readonly Holder[];
  readonly paging: Paging | null;
  readonly isOrdered: boolean;
  readonly formToken: string;
}): CertificatesPageModel {
  const { issued, ready, held, others } = input.groups;
  return {
    summary: [
      `${counted(issued, 'person', 'people')} received a certificate.`,
      `${counted(ready, 'certificate is', 'certificates are')} ready, ${held} on hold.`,
      `${counted(others, 'person', 'people')} cannot receive one yet.`,
    ],
    filters: FILTERS.map(([name, label]) => ({
      href: filterPath(name),
      label,
      current: name === input.filter,
    })),
    issue: CERTIFICATES_ISSUE,
    ready: ready > 0 ? counted(ready, 'certificate') : null,
    files: issued > 0 ? CERTIFICATES_FILES : null,
    order: input.isOrdered ? CERTIFICATES_ISSUE : null,
    formToken: input.formToken,
    rows: input.holders.map((holder) => ({
      href: personCertificatePath(holder.enrolment.id),
      name: personName(holder.enrolment.name, holder.enrolment.id),
      state: stateOf(holder),
      confirmed: confirmedView(holder),
    })),
    paging: input.paging,
  };
}

/** pages/certificates/job */
export interface JobPageModel {
  readonly crumbs: readonly Link[];
  readonly job: {
    readonly startedAt: Moment;
    readonly done: number;
    readonly total: number;
    readonly isFinished: boolean;
    /** What came of it, or how far it is. */
    readonly text: string;
    /** What could not be issued. */
    readonly failed: string | null;
  } | null;
  readonly reload: string;
  readonly files: string;
}

export const CERTIFICATES_CRUMBS: readonly Link[] = [{ href: CERTIFICATES, label: 'Certificates' }];

export function jobPageModel(job: IssuingJob | undefined): JobPageModel {
  return {
    crumbs: CERTIFICATES_CRUMBS,
    job: job ? jobView(job) : null,
    reload: CERTIFICATES_ISSUE,
    files: CERTIFICATES_FILES,
  };
}

function jobView({ startedAt, done, issued, people, state }: IssuingJob): JobPageModel['job'] {
  const total = people.length;
  const isFinished = state === 'finished';
  const failed = done - issued;
  return {
    startedAt: moment(startedAt),
    done,
    // A bar of nothing would be invalid.
    total: Math.max(1, total),
    isFinished,
    text: isFinished
      ? `Finished: ${counted(issued, 'certificate')} issued.`
      : `${done} of ${counted(total, 'person', 'people')} done.`,
    failed:
      failed > 0
        ? `${counted(failed, 'certificate')} could not be issued: something came in between, or it is tried again soon. Look at the list.`
        : null,
  };
}
