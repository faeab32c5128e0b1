import type { Certificate } from '../../lti-tool/domain/certificate';
import type { Enrolment } from '../../lti-tool/domain/enrolment';
import type { IssuingJob } from '../../lti-tool/domain/issuing-job';
import { personCertificatePageModel } from '../../lti-tool/features/certificates/person-view-model';
import type { Holder } from '../../lti-tool/features/certificates/service';
import {
  certificatesPageModel,
  jobPageModel,
} from '../../lti-tool/features/certificates/view-model';

const AT = new Date('2026-11-24T20:00:00Z');
const formToken = 'sample-token';

const enrolment: Enrolment = {
  id: 'enrolment-1',
  version: 1,
  registrationId: 'registration-1',
  deploymentId: '1',
  contextId: 'context-1',
  subject: 'subject-1',
  role: 'participant',
  name: 'Muhammad Abdullah al-Ahmad',
  ledger: [],
  scores: [],
  createdAt: AT,
  certificateClaim: {
    names: [
      { text: 'Muhammad', shown: false, by: 'enrolment-1', at: AT },
      { text: 'محمد عبد الله الأحمد', latin: 'Muhammad Ahmad', shown: true, by: 'f', at: AT },
      {
        text: 'محمد عبد الله الأحمد',
        latin: 'Muhammad Ahmad',
        shown: false,
        by: 'enrolment-1',
        at: AT,
      },
    ],
    hold: { by: 'f', at: AT, reason: 'The name differs from the one in the course' },
  },
};
const certificate: Certificate = {
  id: 'certificate-1',
  version: 1,
  enrolmentId: 'enrolment-1',
  code: 'K7QW3M9ZT4B8XR21',
  name: 'محمد عبد الله الأحمد (Muhammad Ahmad)',
  trainingTitle: 'Training',
  edition: 'Asia',
  issuer: '',
  specimen: true,
  completedAt: AT,
  issuedAt: AT,
  issue: 2,
  statusIndex: 7,
  nameShown: true,
  requirementsMet: [],
  sha256: '',
  status: 'valid',
};
const held: Holder = { enrolment, obstacles: ['held'], met: 31, total: 31, certificates: [] };
const issued: Holder = {
  ...held,
  enrolment: {
    ...enrolment,
    certificateClaim: { names: enrolment.certificateClaim?.names ?? [], issuedAt: AT },
  },
  obstacles: [],
  certificates: [
    certificate,
    {
      ...certificate,
      issue: 1,
      name: 'Muhammad',
      status: 'replaced',
      statusChange: { at: AT, by: 'f', reason: 'The family name was missing' },
    },
  ],
};
const authors = new Map([['f', 'Dewi Kusuma']]);
const person = { holder: held, authors, formToken };
const job: IssuingJob = {
  id: 'job-1',
  version: 1,
  registrationId: 'registration-1',
  deploymentId: '1',
  contextId: 'context-1',
  by: 'f',
  startedAt: AT,
  people: Array.from({ length: 500 }, (_, index) => `enrolment-${index}`),
  done: 120,
  issued: 118,
  state: 'running',
  leasedUntil: AT,
};

/** The pages of certificates for facilitators: name, template and model. */
export const certificatesPreviews: readonly (readonly [string, string, object])[] = [
  [
    'certificates',
    'certificates/page',
    certificatesPageModel({
      groups: { issued: 1, ready: 3, held: 1, others: 24 },
      filter: 'all',
      holders: [held, issued],
      paging: null,
      isOrdered: true,
      formToken,
    }),
  ],
  ['certificates-job', 'certificates/job', jobPageModel(job)],
  [
    'certificates-job-finished',
    'certificates/job',
    jobPageModel({ ...job, done: 500, issued: 500, state: 'finished' }),
  ],
  ['certificates-person', 'certificates/person', personCertificatePageModel(person)],
  [
    'certificates-person-issued',
    'certificates/person',
    personCertificatePageModel({ ...person, holder: issued, done: 'correct' }),
  ],
  [
    'certificates-person-errors',
    'certificates/person',
    personCertificatePageModel({
      ...person,
      holder: issued,
      draft: {
        action: 'correct',
        name: 'Muhammad 🎉',
        latin: '',
        reason: '',
        isReasonMissing: true,
        problems: { text: '“🎉” (U+1F389) is a picture, not a letter.' },
      },
    }),
  ],
];
