import { randomInt } from 'node:crypto';
import type { Store } from './collection';
import { attempts } from './documents/attempts';
import { certificateFiles } from './documents/certificate-files';
import { certificates } from './documents/certificates';
import { contextRecords } from './documents/context-records';
import { credentialKeys } from './documents/credential-keys';
import { enrolments } from './documents/enrolments';
import { invitations } from './documents/invitations';
import { issuingJobs } from './documents/issuing-jobs';
import { launchSessions } from './documents/launch-sessions';
import { loginAttempts } from './documents/login-attempts';
import { registrationKeys } from './documents/registration-keys';
import { registrations } from './documents/registrations';
import { rosters } from './documents/rosters';
import { newId } from './new-id';
import { attemptRepository } from './repositories/attempts';
import { certificateRepository } from './repositories/certificates';
import { contextRecordRepository } from './repositories/context-records';
import { credentialKeyRepository } from './repositories/credential-keys';
import { enrolmentRepository } from './repositories/enrolments';
import { invitationRepository } from './repositories/invitations';
import { issuingJobRepository } from './repositories/issuing-jobs';
import { launchSessionRepository } from './repositories/launch-sessions';
import { loginAttemptRepository } from './repositories/login-attempts';
import { registrationKeyRepository } from './repositories/registration-keys';
import { registrationRepository } from './repositories/registrations';
import { rosterRepository } from './repositories/rosters';

/** Everything this tool keeps, by intention. */
export type Repositories = ReturnType<typeof createRepositories>;

/** Registers every document with the store and gives each its repository. */
export function createRepositories(store: Store) {
  return {
    attempts: attemptRepository(store.collection(attempts), newId),
    certificates: certificateRepository(
      store.collection(certificates),
      store.collection(certificateFiles),
      newId,
      randomInt,
    ),
    contextRecords: contextRecordRepository(store.collection(contextRecords), newId),
    credentialKeys: credentialKeyRepository(store.collection(credentialKeys)),
    enrolments: enrolmentRepository(store.collection(enrolments), newId),
    invitations: invitationRepository(store.collection(invitations)),
    issuingJobs: issuingJobRepository(store.collection(issuingJobs), newId),
    launchSessions: launchSessionRepository(store.collection(launchSessions)),
    loginAttempts: loginAttemptRepository(store.collection(loginAttempts)),
    registrationKeys: registrationKeyRepository(store.collection(registrationKeys)),
    registrations: registrationRepository(store.collection(registrations)),
    rosters: rosterRepository(store.collection(rosters), newId),
  };
}
