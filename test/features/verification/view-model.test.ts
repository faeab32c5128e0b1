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

const wordOf = (kind: 'found' | 'genuine', more: Partial<Certificate>): string | undefined =>
  verificationPageModel({ kind, certificate: { ...certificate, ...more } }).verdict?.state.word;

test.each([
  [{}, 'Valid', 'Genuine and valid'],
  [{ status: 'withdrawn' as const }, 'Withdrawn: no longer valid', 'Withdrawn: no longer valid'],
  [{ status: 'replaced' as const }, 'Replaced: no longer valid', 'Replaced: no longer valid'],
  [{ specimen: true }, 'Known, but only a specimen', 'Known, but only a specimen'],
  [
    { specimen: true, status: 'withdrawn' as const },
    'Withdrawn: no longer valid',
    'Withdrawn: no longer valid',
  ],
])('%p is shown as %s by code and as %s by file', (more, byCode, byFile) => {
  expect(wordOf('found', more)).toBe(byCode);
  expect(wordOf('genuine', more)).toBe(byFile);
});

test('shows the minimum only', () => {
  const { found } = verificationPageModel({ kind: 'found', certificate });
  expect(found).toEqual({
    name: 'Asha Tamang',
    trainingTitle: 'Stakeholder Engagement',
    edition: 'Asia',
    issuer: null,
    requirementsMet: ['Attended all 11 live sessions', 'Completed all 35 reading assignments'],
    completed: '24 November 2026',
    issued: '25 November 2026',
    ended: null,
  });
});

test('an unknown code is no error of the form, a malformed one is', () => {
  const code = 'K7QW';
  const unknown = verificationPageModel({ kind: 'unknown', code });
  expect(unknown).toMatchObject({ code, errors: [], found: null });
  expect(unknown.verdict?.state.word).toBe('Unknown');
  expect(verificationPageModel({ kind: 'malformed', code })).toMatchObject({
    code,
    verdict: null,
    errors: [{ href: '#code' }],
  });
});

test('an altered file leads to its code only where the register has it', () => {
  const code = 'K7QW3M9ZT4B8XR21';
  expect(verificationPageModel({ kind: 'altered', code }).verdict?.link?.href).toBe(
    `/verify/${code}`,
  );
  expect(verificationPageModel({ kind: 'altered', code: undefined }).verdict?.link).toBeNull();
});
