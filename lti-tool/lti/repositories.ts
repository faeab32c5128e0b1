import type { LoginAttempt } from '../domain/login-attempt';
import type { Registration } from '../domain/registration';
import type { RegistrationKey } from '../domain/registration-key';
import type { Unsaved } from '../store/collection';

/** What launches and registrations need of the store. */
export interface LtiRepositories {
  readonly registrations: {
    get(id: string): Promise<Registration | undefined>;
    byIssuer(issuer: string): Promise<readonly Registration[]>;
    byClient(issuer: string, clientId: string): Promise<Registration | undefined>;
    all(): Promise<readonly Registration[]>;
    /** @throws DuplicateKey when the issuer and client id are registered. */
    add(registration: Unsaved<Registration>): Promise<Registration>;
    save(registration: Registration): Promise<Registration>;
    remove(id: string): Promise<unknown>;
  };
  readonly registrationKeys: {
    of(registrationId: string): Promise<readonly RegistrationKey[]>;
    all(): Promise<readonly RegistrationKey[]>;
    add(key: Unsaved<RegistrationKey>): Promise<unknown>;
    removeOf(registrationId: string): Promise<unknown>;
  };
  readonly loginAttempts: {
    begin(attempt: Unsaved<LoginAttempt>): Promise<unknown>;
    /** Removes and returns it: of two callers at once only one gets it. */
    consume(id: string): Promise<LoginAttempt | undefined>;
  };
}
