import type { Certificate } from '../../lti-tool/domain/certificate';
import {
  verificationPageModel,
  type VerificationResult,
} from '../../lti-tool/features/verification/view-model';

const AT = new Date('2026-11-24T20:00:00Z');
const CODE = 'K7QW3M9ZT4B8XR21';

const certificate: Certificate = {
  id: 'certificate-1',
  version: 1,
  enrolmentId: 'enrolment-1',
  issue: 1,
  code: CODE,
  statusIndex: 7,
  name: 'ปิยะณัฐ กุ้ง น้ำปั้น ศรีสุวรรณ์',
  nameShown: true,
  trainingTitle:
    'Stakeholder Engagement for the Implementation of the United Nations Convention against Transnational Organized Crime',
  edition: 'Asia, November 2020',
  issuer: 'Example Organization',
  specimen: false,
  requirementsMet: [
    'attended all 11 live sessions and breakout group discussions',
    'taken an active part in all 11 of them',
    'completed all 35 reading assignments',
    'completed all 10 self-assessment tests',
  ],
  completedAt: AT,
  issuedAt: AT,
  sha256: '',
  status: 'valid',
};
const statusChange = { at: AT, by: 'f', reason: 'The family name was missing' };
const specimen = { ...certificate, specimen: true, issuer: '' };

const results: readonly (readonly [string, VerificationResult])[] = [
  ['verification', { kind: 'empty' }],
  ['verification-found', { kind: 'found', certificate }],
  ['verification-genuine', { kind: 'genuine', certificate: { ...certificate, nameShown: false } }],
  ['verification-specimen', { kind: 'found', certificate: specimen }],
  [
    'verification-replaced',
    {
      kind: 'found',
      certificate: {
        ...certificate,
        status: 'replaced',
        replacedBy: '0000000000000011',
        statusChange,
      },
    },
  ],
  [
    'verification-withdrawn',
    { kind: 'genuine', certificate: { ...certificate, status: 'withdrawn', statusChange } },
  ],
  ['verification-altered', { kind: 'altered', code: CODE }],
  ['verification-unknown', { kind: 'unknown', code: 'K7QW-3M9Z' }],
  ['verification-malformed', { kind: 'malformed', code: 'hello' }],
  ['verification-no-file', { kind: 'no-file' }],
];

/** Every answer of the public check: name, template and model. */
export const verificationPreviews = results.map(
  ([name, result]) => [name, 'verification/page', verificationPageModel(result)] as const,
);
