import type { Certificate } from '../../../lti-tool/domain/certificate';
import { verificationPageModel } from '../../../lti-tool/features/verification/view-model';

const certificate: Certificate = {
  id: 'c',
  version: 1,
  enrolmentId: 'enrolment-1',
  code: 'K7QW3M9ZT4B8XR21',
  name: 'Asha Tamang',
  trainingTitle: 'Stakeholder Engagement',
  edition: 'Asia',
  issuer: '',
  specimen: false,
  completedAt: new Date('2026-11-24T20:00:00Z'),
  issuedAt: new Date('2026-11-25T20:00:00Z'),
  issue: 1,
  statusIndex: 7,
  nameShown: true,
  requirementsMet: ['attended all 11 live sessions', 'completed all 35 reading assignments'],
  sha256: 'abc',
  status: 'valid',
};

const foundAs = (more: Partial<Certificate>): string | undefined =>
  verificationPageModel({ kind: 'found', certificate: { ...certificate, ...more } }).found?.state
    .word;

test.each([
  [{}, 'Valid'],
  [{ status: 'withdrawn' as const }, 'Withdrawn: no longer valid'],
  [{ specimen: true }, 'Known, but only a specimen'],
  [{ specimen: true, status: 'withdrawn' as const }, 'Withdrawn: no longer valid'],
])('%p is shown as %s', (more, word) => {
  expect(foundAs(more)).toBe(word);
});

test('shows the minimum only', () => {
  const { found } = verificationPageModel({ kind: 'found', certificate });
  expect(Object.keys(found ?? {}).sort()).toEqual([
    'completed',
    'edition',
    'issued',
    'issuer',
    'name',
    'specimen',
    'state',
    'trainingTitle',
  ]);
});

test('an unknown code is no error of the form, a malformed one is', () => {
  const code = 'K7QW';
  expect(verificationPageModel({ kind: 'unknown', code })).toMatchObject({
    code,
    unknown: true,
    errors: [],
    found: null,
  });
  expect(verificationPageModel({ kind: 'malformed', code })).toMatchObject({
    code,
    unknown: false,
    errors: [{ href: '#code' }],
  });
});
