import type { CertificateFields } from '../../lti-tool/certificate/fields';
import { renderCertificate } from '../../lti-tool/certificate/render';
import { type RequirementKind, requirementId } from '../../lti-tool/domain/requirement';
import { stationery } from '../support/printing';

export function requirements(
  kind: RequirementKind,
  count: number,
): CertificateFields['requirements'] {
  return Array.from({ length: count }, (_, index) => ({
    id: requirementId(kind, `${index}`),
    kind,
    activityId: `${index}`,
  }));
}

export const fields: CertificateFields = {
  name: 'Gül Nuñez',
  trainingTitle: 'Stakeholder Engagement for the Implementation of the Convention',
  editionId: 'asia',
  region: 'Asia',
  liveFrom: new Date('2020-11-10T00:00:00Z'),
  liveTo: new Date('2020-11-12T00:00:00Z'),
  selfPaced: undefined,
  requirements: [
    ...requirements('attendance', 11),
    ...requirements('participation', 11),
    ...requirements('reading', 35),
    ...requirements('assessment', 1),
  ],
  code: '7K4MQ9XT2B8DW3EA',
  verifyUrl: 'https://training.example.org/verify/7K4MQ9XT2B8DW3EA',
  issuedAt: new Date('2026-11-24T23:30:00Z'),
  placeOfIssue: '',
  issuer: '',
  signatory: { name: '', title: '' },
  specimen: true,
};

export const approved: CertificateFields = {
  ...fields,
  specimen: false,
  issuer: 'Example Organization',
  signatory: { name: 'Jane Example', title: 'Chief of Section' },
};

export async function render(
  certificate: CertificateFields,
  credential = 'a.b.c',
): Promise<Buffer> {
  return renderCertificate(certificate, credential, await stationery());
}
