import type { Registration } from '../../../lti-tool/domain/registration';

/** A platform that service clients are tried with. */
export const registration: Registration = {
  id: 'r1',
  version: 1,
  issuer: 'https://lms.example',
  clientId: 'client-1',
  name: 'LMS',
  authUrl: 'https://lms.example/auth',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/keys',
  deployments: ['1'],
  active: true,
  createdAt: new Date(0),
};
