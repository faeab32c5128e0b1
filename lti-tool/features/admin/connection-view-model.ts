import type { ConnectionFinding, ConnectionOutcome, ConnectionPart } from '../../lti/port';
import { ADMIN_CONNECTION } from '../../web/paths';
import type { Link, StateView } from '../../web/view';
import { ADMIN_CRUMBS } from './view-model';

/** pages/admin/connection */
export interface ConnectionPageModel {
  readonly crumbs: readonly Link[];
  readonly action: string;
  readonly formToken: string;
  readonly result: { readonly summary: string; readonly rows: readonly ConnectionRow[] } | null;
}

interface ConnectionRow {
  readonly title: string;
  readonly meaning: string;
  readonly state: StateView;
  readonly detail: string;
  /** null: there is nothing to switch on. */
  readonly where: { readonly moodle: string; readonly canvas: string } | null;
}

interface Words {
  readonly title: string;
  /** What it is for. */
  readonly meaning: string;
  readonly moodle: string;
  readonly canvas: string;
}

const STATES: Readonly<Record<ConnectionOutcome, StateView>> = {
  works: { icon: 'met', word: 'Works' },
  missing: { icon: 'pending', word: 'Missing' },
  refused: { icon: 'not-met', word: 'Refused' },
  failed: { icon: 'not-met', word: 'Failed' },
  'not-tried': { icon: 'pending', word: 'Not tried' },
};

const MOODLE =
  '“Site administration”, “Plugins”, “External tool”, “Manage tools”, the gear of this tool, “Services”';
const CANVAS =
  '“Admin”, your account, “Developer Keys”, the pencil of this key, “LTI Advantage Services”';

const gradeService = `${MOODLE}, “IMS LTI Assignment and Grade Services”: “Use this service for grade sync and column management”.`;
const people = `${MOODLE}, “IMS LTI Names and Role Provisioning”: “Use this service to retrieve members’ information as per privacy settings”.`;
const canvasScope = (words: string): string => `${CANVAS}: “${words}”.`;

/** What each part is for, and where it is switched on in Moodle 4.1 to 5.x and in Canvas. */
const WORDS: Readonly<Record<ConnectionPart, Words>> = {
  'token-line-items': {
    title: 'Permission to make columns',
    meaning: 'For a column that shows who has completed the whole training.',
    moodle: gradeService,
    canvas: canvasScope(
      'Can create and view assignment data in the gradebook associated with the tool',
    ),
  },
  'token-line-items-read': {
    title: 'Permission to read columns',
    meaning: 'To find the columns of activities. Permission to make columns includes it.',
    moodle: gradeService,
    canvas: canvasScope('Can view assignment data in the gradebook associated with the tool'),
  },
  'token-results': {
    title: 'Permission to read results',
    meaning: 'To see when a teacher changed a result by hand, and to leave it alone.',
    moodle: gradeService,
    canvas: canvasScope('Can view submission data for assignments associated with the tool'),
  },
  'token-scores': {
    title: 'Permission to send scores',
    meaning: 'So that scores and completion reach the gradebook.',
    moodle: gradeService,
    canvas: canvasScope(
      'Can create and update submission results for assignments associated with the tool',
    ),
  },
  'token-memberships': {
    title: 'Permission to read the list of people',
    meaning: 'So that facilitators see names of people who have not opened the training yet.',
    moodle: people,
    canvas: canvasScope(
      'Can retrieve user data associated with the context the tool is installed in',
    ),
  },
  columns: {
    title: 'List of columns in this course',
    meaning: 'A real call for the columns of this course’s gradebook.',
    moodle: gradeService,
    canvas: canvasScope('Can view assignment data in the gradebook associated with the tool'),
  },
  'test-column': {
    title: 'Test column in this course',
    meaning: 'A column is made and removed at once. Only that one is ever removed.',
    moodle: gradeService,
    canvas: canvasScope(
      'Can create and view assignment data in the gradebook associated with the tool',
    ),
  },
  people: {
    title: 'List of people in this course',
    meaning: 'A real call for the people of this course. Nothing of it is kept.',
    moodle: people,
    canvas: canvasScope(
      'Can retrieve user data associated with the context the tool is installed in',
    ),
  },
};

/** @param findings null before anything was tried. */
export function connectionPageModel(
  findings: readonly ConnectionFinding[] | null,
  formToken: string,
): ConnectionPageModel {
  return {
    crumbs: ADMIN_CRUMBS,
    action: ADMIN_CONNECTION,
    formToken,
    result: findings && {
      summary: summaryOf(findings),
      rows: findings.map((one) => row(one, findings)),
    },
  };
}

function row(finding: ConnectionFinding, all: readonly ConnectionFinding[]): ConnectionRow {
  const { part, outcome, detail } = finding;
  const { title, meaning, moodle, canvas } = WORDS[part];
  if (isNotNeeded(finding, all)) {
    const state = { icon: 'met', word: 'Not needed' } as const;
    const included = 'Permission to make columns, which includes this one, works.';
    return { title, meaning, state, detail: included, where: null };
  }
  const isSwitchedOff = outcome === 'missing' || outcome === 'refused';
  const where = isSwitchedOff ? { moodle, canvas } : null;
  return { title, meaning, state: STATES[outcome], detail, where };
}

/** AGS 2.0 §3.1: the scope for columns includes the one to read them. */
function isNotNeeded({ part, outcome }: ConnectionFinding, all: readonly ConnectionFinding[]) {
  return (
    part === 'token-line-items-read' &&
    outcome === 'missing' &&
    all.some((other) => other.part === 'token-line-items' && other.outcome === 'works')
  );
}

function summaryOf(findings: readonly ConnectionFinding[]): string {
  const open = findings.filter(
    (finding) => finding.outcome !== 'works' && !isNotNeeded(finding, findings),
  ).length;
  if (open === 0) return 'Everything works.';
  return open === 1
    ? 'One thing does not work. What to do stands below.'
    : `${open} things do not work. What to do stands below.`;
}
