import type { LoginAttempt } from '../../../lti-tool/domain/login-attempt';
import type { Registration } from '../../../lti-tool/domain/registration';
import type { RegistrationKey } from '../../../lti-tool/domain/registration-key';
import type { LtiRepositories } from '../../../lti-tool/lti/repositories';
import { Conflict, DuplicateKey } from '../../../lti-tool/store/collection';

/** The repositories that launches and registrations need, in memory. */
export function memoryRepositories(): LtiRepositories {
  const registrations = new Map<string, Registration>();
  const keys = new Map<string, RegistrationKey>();
  const attempts = new Map<string, LoginAttempt>();
  const all = () => [...registrations.values()];
  return {
    registrations: {
      get: (id) => Promise.resolve(registrations.get(id)),
      byIssuer: (issuer) => Promise.resolve(all().filter((one) => one.issuer === issuer)),
      byClient: (issuer, clientId) =>
        Promise.resolve(all().find((one) => one.issuer === issuer && one.clientId === clientId)),
      all: () => Promise.resolve(all()),
      add: (fields) => {
        const taken = all().some(
          (one) => one.issuer === fields.issuer && one.clientId === fields.clientId,
        );
        if (taken) return Promise.reject(new DuplicateKey('registrations', 'issuer,clientId'));
        const added = { ...fields, version: 1 };
        registrations.set(added.id, added);
        return Promise.resolve(added);
      },
      save: (registration) => {
        if (registrations.get(registration.id)?.version !== registration.version) {
          return Promise.reject(new Conflict('registrations', registration.id));
        }
        const saved = { ...registration, version: registration.version + 1 };
        registrations.set(saved.id, saved);
        return Promise.resolve(saved);
      },
      remove: (id) => {
        registrations.delete(id);
        return Promise.resolve();
      },
    },
    registrationKeys: {
      of: (id) =>
        Promise.resolve([...keys.values()].filter(({ registrationId }) => registrationId === id)),
      all: () => Promise.resolve([...keys.values()]),
      add: (fields) => {
        const added = { ...fields, version: 1 };
        keys.set(added.id, added);
        return Promise.resolve(added);
      },
      save: (key) => {
        if (keys.get(key.id)?.version !== key.version) {
          return Promise.reject(new Conflict('registration-keys', key.id));
        }
        const saved = { ...key, version: key.version + 1 };
        keys.set(saved.id, saved);
        return Promise.resolve(saved);
      },
      remove: (id) => {
        keys.delete(id);
        return Promise.resolve();
      },
      removeOf: (id) => {
        for (const key of keys.values()) if (key.registrationId === id) keys.delete(key.id);
        return Promise.resolve();
      },
    },
    loginAttempts: {
      begin: (fields) => {
        const begun = { ...fields, version: 1 };
        attempts.set(begun.id, begun);
        return Promise.resolve(begun);
      },
      find: (id) => Promise.resolve(attempts.get(id)),
      consume: (id) => {
        const attempt = attempts.get(id);
        attempts.delete(id);
        return Promise.resolve(attempt);
      },
    },
  };
}
