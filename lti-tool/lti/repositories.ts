import type { Repositories } from '../store/repositories';

/** What launches and registrations need of the store. */
export type LtiRepositories = Pick<
  Repositories,
  'registrations' | 'registrationKeys' | 'loginAttempts'
>;
