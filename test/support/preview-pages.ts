import { completionRules } from '../../lti-tool/content/requirements';
import type { Answer, Attempt } from '../../lti-tool/domain/attempt';
import type { Certificate } from '../../lti-tool/domain/certificate';
import type { NameConfirmation } from '../../lti-tool/domain/claim';
import { decideCompletion } from '../../lti-tool/domain/completion';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { LedgerEntry } from '../../lti-tool/domain/ledger';
import { LEFT } from '../../lti-tool/domain/leaving';
import { peopleOf } from '../../lti-tool/domain/people';
import type { Roster } from '../../lti-tool/domain/roster';
import { TRAINING_COMPLETED } from '../../lti-tool/domain/score-outbox';
import { resultPageModel } from '../../lti-tool/features/assessment/result-view-model';
import { startPageModel } from '../../lti-tool/features/assessment/start-view-model';
import { attemptPageModel } from '../../lti-tool/features/assessment/view-model';
import {
  certificateNamePageModel,
  certificatePreviewPageModel,
} from '../../lti-tool/features/certificate/name-view-model';
import {
  certificateIssuedPageModel,
  certificateStaffPageModel,
  certificateStatusPageModel,
} from '../../lti-tool/features/certificate/view-model';
import type { OnTheWay } from '../../lti-tool/features/certificate/service';
import { guidePageModel } from '../../lti-tool/features/guide/view-model';
import { homePageModel } from '../../lti-tool/features/home/view-model';
import { rosterPageModel as attendancePageModel } from '../../lti-tool/features/live-session/roster-view-model';
import { liveSessionPageModel } from '../../lti-tool/features/live-session/view-model';
import { outlinePageModel } from '../../lti-tool/features/outline/view-model';
import { progressPageModel } from '../../lti-tool/features/progress/view-model';
import { readingPageModel } from '../../lti-tool/features/reading/view-model';
import {
  invitationPageModel,
  registrationDonePageModel,
} from '../../lti-tool/features/registration/view-model';
import { rosterPageModel } from '../../lti-tool/features/roster/view-model';
import { scoresPageModel } from '../../lti-tool/features/scores/view-model';
import { AGS_SCOPE } from '../../lti-tool/lti/port';
import type { ErrorPageModel } from '../../lti-tool/web/view';
import { adminPreviews } from './preview-admin';
import { certificatesPreviews } from './preview-certificates';
import { verificationPreviews } from './preview-verification';
import {
  assessment,
  guides,
  items,
  liveSessions,
  programme,
  sampleModule,
} from './sample-programme';

/** One page with a sample model; `inVisit`: shown with the navigation of a launch session. */
export interface PreviewPage {
  readonly name: string;
  readonly template: string;
  readonly model: object;
  readonly inVisit: boolean;
  readonly script: 'local-time.js' | 'autosave.js' | 'close-registration.js' | 'copy.js';
}

const at = (text: string): Date => new Date(`2026-11-${text}:00Z`);
const formToken = 'sample-token';
const [first, second] = sampleModule.readings;
const [opening, breakout] = liveSessions;
const notes = guides.at(-1);
if (!first || !second || !opening || !breakout || !notes)
  throw new Error('The sample programme is too small');

const ledger: LedgerEntry[] = [
  ...[1, 2, 3].map((page): LedgerEntry => ({
    kind: 'page-opened',
    key: `page-opened:${first.id}:${page}`,
    activityId: first.id,
    page,
    at: at(`20T09:0${page}`),
  })),
  {
    kind: 'reading-confirmed',
    key: 'confirmed',
    activityId: first.id,
    pages: 3,
    at: at('20T09:10'),
  },
  { kind: 'page-opened', key: 'opened', activityId: second.id, page: 1, at: at('21T10:00') },
  {
    kind: 'attendance-recorded',
    key: 'attended',
    activityId: opening.id,
    present: true,
    by: 'enrolment-facilitator',
    at: at('24T08:00'),
  },
  {
    kind: 'participation-recorded',
    key: 'took-part',
    activityId: opening.id,
    active: false,
    by: 'enrolment-facilitator',
    at: at('24T08:00'),
  },
  {
    kind: 'participation-recorded',
    key: 'took-part-corrected',
    activityId: opening.id,
    active: true,
    by: 'enrolment-facilitator',
    at: at('24T10:00'),
    reason: 'Wrote in the chat under another name',
  },
];

const rules = completionRules(programme);
const someMet = decideCompletion(rules, ledger, at('24T21:00'));
const noneMet = decideCompletion(rules, [], at('24T21:00'));
const allMet = {
  ...someMet,
  complete: true,
  requirements: someMet.requirements.map((status) => ({
    ...status,
    state: 'met' as const,
    since: at('24T20:00'),
  })),
};

const statusOf = (id: string, completion = someMet): (typeof someMet.requirements)[number] => {
  const status = completion.requirements.find(({ requirement }) => requirement.id === id);
  if (!status) throw new Error(`No requirement ${id}`);
  return status;
};

const order = {
  items: items.map(({ id }) => id),
  options: {
    'm01-q01': ['b', 'c', 'a'],
    'm01-q02': ['a', 'c', 'b'],
    'm01-q03': ['b', 'a'],
    'm01-q04': ['x1', 'b', 'a'],
    'm01-q05': ['c', 'a', 'b'],
    'm01-q06': ['a', 'b'],
  },
};

const answers: Record<string, Answer> = {
  'm01-q01': { kind: 'choice', option: 'c' },
  'm01-q02': { kind: 'choices', options: ['a', 'c'] },
  'm01-q03': { kind: 'verdict', verdict: false, reason: 'b' },
  'm01-q04': { kind: 'matches', matches: { a: 'a', b: 'x1' } },
  'm01-q05': { kind: 'positions', positions: { a: 1, b: 3, c: 2 } },
  'm01-q06': { kind: 'choice', option: 'b' },
};

const open: Attempt = {
  id: 'attempt-2',
  version: 3,
  enrolmentId: 'enrolment-1',
  activityId: assessment.id,
  number: 2,
  seed: 'seed',
  answers: { 'm01-q01': { kind: 'choice', option: 'c' } },
  startedAt: at('24T20:00'),
};
const submitted = {
  ...open,
  id: 'attempt-1',
  number: 1,
  answers,
  submittedAt: at('22T11:30'),
  scoreGiven: 2,
  scoreMaximum: 6,
};

const enrolment = (id: string, name: string | undefined, own: LedgerEntry[]): Enrolment => ({
  id,
  version: 1,
  registrationId: 'registration-1',
  deploymentId: '1',
  contextId: 'context-1',
  subject: `subject-${id}`,
  role: 'participant',
  ...(name && { name }),
  ledger: own,
  scores: [],
  createdAt: at('20T08:00'),
  launchedAt: at('24T20:00'),
});
const people = [
  enrolment('enrolment-1', 'محمد عبد الله الأحمد', ledger),
  enrolment('enrolment-2', 'Nguyễn Thị Phương Thảo', []),
  enrolment('enrolment-3', undefined, []),
];
const withScores: Enrolment[] = people.slice(0, 2).map((person, index) => ({
  ...person,
  scores: [
    {
      activityId: assessment.id,
      scoreGiven: 5,
      scoreMaximum: 6,
      earnedAt: at('22T11:30'),
      state: 'delivered',
      tries: 1,
      notBefore: at('22T11:30'),
      deliveredAt: at('22T11:31'),
    },
    {
      activityId: index === 0 ? TRAINING_COMPLETED : first.id,
      scoreGiven: 1,
      scoreMaximum: 1,
      earnedAt: at('24T20:30'),
      state: index === 0 ? 'refused' : 'waiting',
      tries: 3,
      notBefore: at('24T21:30'),
      reason:
        index === 0
          ? 'The course does not accept scores for this person (404).'
          : 'The course did not answer in time.',
    },
  ],
}));

const laidAside: Enrolment[] = (['overruled', 'parked'] as const).map((state, index) => ({
  ...enrolment(`enrolment-${index + 4}`, 'Siti Nurhaliza binti Ahmad', []),
  scores: [
    {
      activityId: first.id,
      scoreGiven: 1,
      scoreMaximum: 1,
      earnedAt: at('22T11:30'),
      state,
      tries: 1,
      notBefore: at('22T11:30'),
      reason:
        state === 'parked'
          ? LEFT
          : 'A teacher has changed this result in the platform, and it stays as it is.',
    },
  ],
}));
const listed: Roster = {
  id: 'roster-1',
  version: 1,
  registrationId: 'registration-1',
  deploymentId: '1',
  contextId: 'context-1',
  refreshedAt: at('23T06:00'),
  triedAt: at('24T06:00'),
  failure: 'The platform did not answer in time.',
  members: [
    { subject: 'subject-6', role: 'participant', name: 'สมหญิง แสงทอง' },
    { subject: 'subject-7', role: 'participant', name: 'Bilal Qureshi', leftAt: at('23T06:00') },
    { subject: 'subject-8', role: 'facilitator', name: 'Leyla Karimova' },
  ],
};

const certificate: Certificate = {
  id: 'certificate-1',
  version: 1,
  enrolmentId: 'enrolment-1',
  code: 'K7QW3M9ZT4B8XR21',
  name: 'ปิยะณัฐ กุ้ง น้ำปั้น ศรีสุวรรณ์',
  trainingTitle: programme.title,
  edition: 'Asia, live days 24 to 26 November 2026',
  issuer: '',
  specimen: true,
  completedAt: at('24T20:00'),
  issuedAt: at('24T21:00'),
  issue: 1,
  statusIndex: 7,
  nameShown: true,
  requirementsMet: ['attended all 11 live sessions', 'completed all 35 reading assignments'],
  sha256: '',
  status: 'valid',
};

const reading = { module: sampleModule, reading: first, formToken };
const pending = statusOf(`reading:${first.id}`, noneMet);
const taken = { module: sampleModule, assessment, order, formToken };
const sessionStatuses = [
  statusOf(`attendance:${opening.id}`),
  statusOf(`participation:${opening.id}`),
];
const nameOf = (): string => 'Leyla Karimova';
const progressOf = { programme, ledger, certificateIssued: false, staff: false };
const confirmation: NameConfirmation = {
  text: 'ปิยะณัฐ กุ้ง น้ำปั้น ศรีสุวรรณ์',
  latin: 'Piyanat Srisuwan',
  shown: false,
  by: 'enrolment-1',
  at: at('24T20:00'),
};
const naming = {
  typed: { text: confirmation.text, latin: 'Piyanat Srisuwan', shown: false },
  namesLeft: 3,
  formToken,
};
const onTheWay: OnTheWay = {
  kind: 'on-the-way',
  completion: someMet,
  obstacles: ['incomplete', 'no-name'],
  name: undefined,
  namesLeft: 3,
  holdReason: undefined,
};
const registered = {
  platformName: 'Academia de Justicia Penal, Universidad de Asunción',
  family: 'moodle',
  isNew: true,
  active: true,
  scopes: [],
};
const errorModel: ErrorPageModel = {
  title: 'Please open the activity from your course again',
  whatToDo: 'A visit ends after some hours. Nothing that was saved is lost.',
  reference: '7f3c9a51',
};

const page = (
  name: string,
  template: string,
  model: object,
  extra: Partial<PreviewPage> = {},
): PreviewPage => ({ name, template, model, inVisit: true, script: 'local-time.js', ...extra });

/** What stands in the pages between login and launch; nothing answers at this origin. */
const launchModel = {
  origin: 'https://lms.example',
  target: 'storage_frame',
  key: 'lti-login-sample',
  value: 'sample',
  next: 'https://lms.example/auth',
  fields: [{ name: 'iss', value: 'https://lms.example' }],
};

export const previewPages: readonly PreviewPage[] = [
  page(
    'reading-first',
    'reading/page',
    readingPageModel({ ...reading, page: 1, opened: [1], status: pending }),
  ),
  page(
    'reading-table',
    'reading/page',
    readingPageModel({ ...reading, page: 2, opened: [1, 2], status: pending }),
  ),
  page(
    'reading-missing',
    'reading/page',
    readingPageModel({ ...reading, page: 3, opened: [1, 3], status: pending }),
  ),
  page(
    'reading-confirm',
    'reading/page',
    readingPageModel({
      ...reading,
      page: 3,
      opened: [1, 2, 3],
      status: pending,
      error: 'Tick the box if you have read all pages.',
    }),
  ),
  page(
    'reading-done',
    'reading/page',
    readingPageModel({
      ...reading,
      page: 3,
      opened: [1, 2, 3],
      status: statusOf(`reading:${first.id}`),
    }),
  ),
  page(
    'assessment-start',
    'assessment/start',
    startPageModel({
      ...taken,
      attempts: [submitted, open],
      status: statusOf(`assessment:${assessment.id}`),
    }),
  ),
  page('assessment-attempt', 'assessment/attempt', attemptPageModel({ ...taken, attempt: open }), {
    script: 'autosave.js',
  }),
  page(
    'assessment-incomplete',
    'assessment/attempt',
    attemptPageModel({ ...taken, attempt: open, showMissing: true }),
    { script: 'autosave.js' },
  ),
  page(
    'assessment-result',
    'assessment/result',
    resultPageModel({ ...taken, attempt: submitted, attempts: [submitted] }),
  ),
  page('progress', 'progress/page', progressPageModel({ ...progressOf, completion: someMet })),
  page(
    'progress-nothing',
    'progress/page',
    progressPageModel({ ...progressOf, completion: noneMet, ledger: [] }),
  ),
  page(
    'progress-complete',
    'progress/page',
    progressPageModel({ ...progressOf, completion: allMet }),
  ),
  page(
    'live-session',
    'live-session/participant',
    liveSessionPageModel({ session: opening, statuses: sessionStatuses, guides: [], staff: false }),
  ),
  page(
    'live-session-staff',
    'live-session/participant',
    liveSessionPageModel({ session: breakout, statuses: [], guides, staff: true }),
  ),
  page(
    'roster',
    'live-session/roster',
    attendancePageModel({
      session: opening,
      guides,
      participants: peopleOf(people, listed).filter(({ role }) => role === 'participant'),
      page: 1,
      nameOf,
      formToken,
      notice: '2 records saved.',
    }),
  ),
  page(
    'roster-errors',
    'live-session/roster',
    attendancePageModel({
      session: opening,
      guides,
      participants: peopleOf(people, undefined),
      page: 1,
      nameOf,
      formToken,
      reasonsMissing: ['enrolment-1'],
      draft: new Map([['enrolment-1', { standing: 'absent', reason: '' }]]),
    }),
  ),
  page(
    'scores',
    'scores/page',
    scoresPageModel({
      programme,
      enrolments: [...withScores, ...laidAside],
      seesResults: false,
      filter: 'all',
      page: 1,
      formToken,
    }),
  ),
  page(
    'people',
    'roster/page',
    rosterPageModel({
      people: { people: peopleOf(people, listed), roster: listed, isOffered: true },
      completionOf: () => someMet,
      page: 1,
      formToken,
    }),
  ),
  page(
    'people-many',
    'roster/page',
    rosterPageModel({
      people: {
        people: Array.from({ length: 250 }, () => peopleOf(people, undefined)).flat(),
        roster: undefined,
        isOffered: true,
      },
      completionOf: () => someMet,
      page: 2,
      formToken,
    }),
  ),
  page(
    'people-not-offered',
    'roster/page',
    rosterPageModel({
      people: { people: peopleOf(people, undefined), roster: undefined, isOffered: false },
      completionOf: () => someMet,
      page: 1,
      formToken,
    }),
  ),
  page('certificate-name', 'certificate/name', certificateNamePageModel(naming)),
  page(
    'certificate-name-errors',
    'certificate/name',
    certificateNamePageModel({
      ...naming,
      namesLeft: 1,
      problems: {
        text: 'The certificate cannot show this name: “🎉” (U+1F389) is a picture, not a letter.',
        latin: 'Write it in Latin letters (A to Z, with accents where needed), or leave it empty.',
      },
    }),
  ),
  page(
    'certificate-name-fixed',
    'certificate/name',
    certificateNamePageModel({ ...naming, namesLeft: 0 }),
  ),
  page(
    'certificate-preview',
    'certificate/preview',
    certificatePreviewPageModel({ ...naming, trainingTitle: programme.title }),
  ),
  page('certificate-not-yet', 'certificate/status', certificateStatusPageModel(onTheWay)),
  page(
    'certificate-held',
    'certificate/status',
    certificateStatusPageModel({
      ...onTheWay,
      completion: allMet,
      obstacles: ['held'],
      name: confirmation,
      holdReason: 'The name differs from the one in the course',
    }),
  ),
  page(
    'certificate-issued',
    'certificate/issued',
    certificateIssuedPageModel({
      certificate,
      baseUrl: 'https://training.example.org',
      formToken,
    }),
  ),
  page('certificate-staff', 'certificate/staff', certificateStaffPageModel(false)),
  ...verificationPreviews.map(([name, template, model]) =>
    page(name, template, model, { inVisit: false }),
  ),
  page('guide', 'guide/page', guidePageModel(notes)),
  page('outline', 'outline/page', outlinePageModel(programme, true)),
  page('home', 'home/page', homePageModel(programme.title, 'http://localhost:3001'), {
    inVisit: false,
  }),
  page(
    'registration-invitation',
    'registration/invitation',
    invitationPageModel(
      `https://training.example.org/lti/register/${'Hf3_'.repeat(11)}`,
      at('30T09:00'),
    ),
    { inVisit: false },
  ),
  page(
    'registration-done',
    'registration/done',
    registrationDonePageModel({ ...registered, scopes: [AGS_SCOPE.lineItem, AGS_SCOPE.score] }),
    { inVisit: false, script: 'close-registration.js' },
  ),
  page(
    'registration-inactive',
    'registration/done',
    registrationDonePageModel({ ...registered, active: false }),
    { inVisit: false, script: 'close-registration.js' },
  ),
  page('error', 'errors/page', errorModel, { inVisit: false }),
  page('onward', 'launch/onward', { path: '/a/m01-r1', formToken }, { inVisit: false }),
  page('launch-keep', 'launch/keep-in-storage', launchModel, { inVisit: false }),
  page('launch-read', 'launch/read-from-storage', launchModel, { inVisit: false }),
  page('launch-new-tab', 'launch/new-tab', launchModel, { inVisit: false }),
  ...certificatesPreviews.map(([name, template, model]) => page(name, template, model)),
  ...adminPreviews.map(([name, template, model, inVisit]) =>
    page(name, template, model, { inVisit, script: 'copy.js' }),
  ),
];
