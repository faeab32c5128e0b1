import { completionRules } from '../../../lti-tool/content/requirements';
import type { Certificate } from '../../../lti-tool/domain/certificate';
import { decideCompletion } from '../../../lti-tool/domain/completion';
import {
  certificateIssuedPageModel,
  certificateNamePageModel,
  certificateNotYetPageModel,
} from '../../../lti-tool/features/certificate/view-model';
import { programme } from '../../support/sample-programme';

const certificate: Certificate = {
  id: 'c',
  version: 1,
  enrolmentId: 'enrolment-1',
  code: 'K7QW3M9ZT4B8XR21',
  name: 'Asha Tamang',
  trainingTitle: programme.title,
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

test('what is missing is counted by condition', () => {
  const completion = decideCompletion(completionRules(programme), [], new Date('2026-11-24'));
  expect(certificateNotYetPageModel(completion)).toMatchObject({
    summary: '0 of 9 requirements met',
    missing: [
      { label: 'Readings completed', met: 0, total: 2 },
      { label: 'Self-assessments submitted', met: 0, total: 1 },
      { label: 'Live sessions attended', met: 0, total: 3 },
      { label: 'Live sessions with an active part', met: 0, total: 3 },
    ],
  });
});

test('mistakes lead to their fields, and what was typed stays', () => {
  const model = certificateNamePageModel({
    trainingTitle: programme.title,
    specimen: true,
    name: '☺',
    formToken: 't',
    nameError: 'The sign ☺ cannot be printed.',
  });
  expect(model.name).toBe('☺');
  expect(model.errors).toEqual([{ href: '#name', message: 'The sign ☺ cannot be printed.' }]);
});

test('the holder gets the code in groups and the whole address', () => {
  expect(certificateIssuedPageModel(certificate, 'https://tool.example')).toMatchObject({
    code: 'K7QW-3M9Z-T4B8-XR21',
    verification: 'https://tool.example/verify/K7QW3M9ZT4B8XR21',
    completed: '24 November 2026',
    issued: '25 November 2026',
  });
});
