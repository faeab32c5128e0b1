import type { Registration } from '../../lti-tool/domain/registration';
import { connectionPageModel } from '../../lti-tool/features/admin/connection-view-model';
import {
  connectedPageModel,
  connectPageModel,
  installPageModel,
} from '../../lti-tool/features/admin/install-view-model';
import { readPlatformDraft } from '../../lti-tool/features/admin/platform-values';
import {
  adminPageModel,
  draftOf,
  newInvitationPageModel,
  platformPageModel,
} from '../../lti-tool/features/admin/view-model';
import { AGS_SCOPE, type ConnectionFinding, NRPS_SCOPE } from '../../lti-tool/lti/port';
import { canvasKey } from '../../lti-tool/lti/registration/canvas-key';

const at = new Date('2026-11-20T09:00:00Z');
const formToken = 'sample-token';
const tool = {
  baseUrl: 'https://training.example.org',
  name: 'Stakeholder Engagement for UNTOC',
  description: 'Readings, self-assessments, live sessions and certificate of the training',
  contentUrl: 'https://training.example.org/deep-linking',
  iconUrl: 'https://training.example.org/lti/icon.svg',
};
const registration: Registration = {
  id: 'registration-1',
  version: 1,
  issuer: 'https://learning.national-academy.example.org',
  clientId: 'WsMHNQz1Rj5rRIy',
  name: 'National Academy',
  authUrl: 'https://learning.national-academy.example.org/mod/lti/auth.php',
  tokenUrl: 'https://learning.national-academy.example.org/mod/lti/token.php',
  jwksUrl: 'https://learning.national-academy.example.org/mod/lti/certs.php',
  deployments: ['1', '4'],
  family: 'moodle',
  scopes: [AGS_SCOPE.lineItem, AGS_SCOPE.score, NRPS_SCOPE],
  active: true,
  createdAt: at,
};
const key = {
  version: 1,
  registrationId: 'registration-1',
  publicKey: '',
  sealedPrivateKey: '',
  createdAt: at,
};
const keys = [
  { ...key, id: 'NuxZG1i9bTQ' },
  { ...key, id: 'k2_Xa8Zq01L', retiredAt: at },
];
const findings: readonly ConnectionFinding[] = [
  { part: 'token-line-items', outcome: 'works', detail: 'The platform gave a token.' },
  {
    part: 'token-line-items-read',
    outcome: 'missing',
    detail: 'The platform has not granted this service to the tool.',
  },
  { part: 'token-results', outcome: 'works', detail: 'The platform gave a token.' },
  { part: 'token-scores', outcome: 'works', detail: 'The platform gave a token.' },
  {
    part: 'token-memberships',
    outcome: 'missing',
    detail: 'The platform has not granted this service to the tool.',
  },
  { part: 'columns', outcome: 'failed', detail: 'The platform did not answer in time.' },
  { part: 'test-column', outcome: 'not-tried', detail: 'This needs the list of columns above.' },
  { part: 'people', outcome: 'missing', detail: 'This needs a permission that is missing above.' },
];
const wrong = [
  { field: 'invitation', message: 'is unknown, was used before, or is too old' },
  { field: 'tokenUrl', message: 'must be an https address on the public internet' },
  { field: 'deployments', message: 'is missing: at least one is needed' },
];
const empty = readPlatformDraft({});
const url = 'https://training.example.org/lti/register/Zx3_0dQq7y5LrVw9mXbT2nKcPfHsJgUeAaYi4oR8vEk';

/** Pages for administrators: name, template, model, and whether they belong to a visit. */
export const adminPreviews: readonly (readonly [string, string, object, boolean])[] = [
  ['install', 'admin/install', installPageModel(tool, canvasKey(tool)), false],
  ['install-connect', 'admin/connect', connectPageModel('', empty, []), false],
  ['install-errors', 'admin/connect', connectPageModel(url, empty, wrong), false],
  ['install-connected', 'admin/connected', connectedPageModel('National Academy'), false],
  ['admin', 'admin/page', adminPageModel({ registration, keys, formToken }), true],
  [
    'admin-confirmation',
    'admin/page',
    adminPageModel({ registration, keys, formToken, confirmationMissing: true }),
    true,
  ],
  [
    'admin-platform',
    'admin/platform',
    platformPageModel(registration, draftOf(registration), wrong, formToken),
    true,
  ],
  ['admin-invitation', 'admin/invitation', newInvitationPageModel(url, at), true],
  ['admin-off', 'admin/switched-off', { id: registration.id, name: registration.name }, true],
  ['admin-connection', 'admin/connection', connectionPageModel(null, formToken), true],
  ['admin-connection-result', 'admin/connection', connectionPageModel(findings, formToken), true],
];
