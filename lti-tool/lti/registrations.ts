import type { Registration } from '../domain/registration';
import { AppError } from '../errors';
import { DuplicateKey } from '../store/collection';
import { makeKeyPair } from './key-pair';
import { registrationFields, type RegistrationFields } from './registration-fields';
import type { LtiRepositories } from './repositories';
import type { Seal } from './seal';

/** What is wrong with one field, in plain words that follow the field's name. */
interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

type Addition =
  { readonly registration: Registration } | { readonly problems: readonly FieldProblem[] };

/** By its id, or by what the platform calls itself and this tool. */
export type RegistrationSelector =
  { readonly id: string } | { readonly issuer: string; readonly clientId: string };

/** The platforms that may launch: administered by commands, later by registration too. */
export interface RegistrationService {
  /** Makes the registration and its key pair. Active at once. */
  add(fields: RegistrationFields): Promise<Addition>;
  list(): Promise<readonly Registration[]>;
  /** Also removes its keys. @throws AppError not-found. */
  remove(which: RegistrationSelector): Promise<Registration>;
  /** Refuses launches from now on. @throws AppError not-found. */
  deactivate(which: RegistrationSelector): Promise<Registration>;
  /** @throws AppError not-found. */
  activate(which: RegistrationSelector): Promise<Registration>;
}

export interface RegistrationServiceDeps {
  readonly repositories: Pick<LtiRepositories, 'registrations' | 'registrationKeys'>;
  readonly seal: Pick<Seal, 'seal'>;
  readonly now: () => Date;
  /** An id never used before. */
  readonly newId: () => string;
  readonly allowPrivatePlatforms: boolean;
}

const TAKEN: Addition = {
  problems: [
    { field: 'clientId', message: 'is registered for this issuer already: remove that one first' },
  ],
};

export function createRegistrationService(deps: RegistrationServiceDeps): RegistrationService {
  const { registrations, registrationKeys } = deps.repositories;
  const fieldsSchema = registrationFields(deps.allowPrivatePlatforms);

  async function find(which: RegistrationSelector): Promise<Registration> {
    const found =
      'id' in which
        ? await registrations.get(which.id)
        : await registrations.byClient(which.issuer, which.clientId);
    if (found) return found;
    throw new AppError({
      id: 'not-found',
      status: 404,
      userMessage: {
        title: 'There is no such registration',
        whatToDo: 'List the registrations to see their ids, issuers and client ids.',
      },
    });
  }

  async function setActive(which: RegistrationSelector, active: boolean): Promise<Registration> {
    const found = await find(which);
    return found.active === active ? found : registrations.save({ ...found, active });
  }

  return {
    async add(input) {
      const parsed = fieldsSchema.safeParse(input);
      if (!parsed.success) {
        return {
          problems: parsed.error.issues.map(({ path, message }) => ({
            field: String(path[0]),
            message,
          })),
        };
      }
      const { name, audience, ...fields } = parsed.data;
      if (await registrations.byClient(fields.issuer, fields.clientId)) return TAKEN;

      const id = deps.newId();
      const createdAt = deps.now();
      const { kid, publicKey, privateKey } = await makeKeyPair();
      const sealedPrivateKey = deps.seal.seal(privateKey);
      // The key first: a registration without one could launch, but never send a score.
      await registrationKeys.add({
        id: kid,
        registrationId: id,
        publicKey,
        sealedPrivateKey,
        createdAt,
      });
      try {
        const registration = await registrations.add({
          id,
          ...fields,
          name: name ?? new URL(fields.issuer).host,
          ...(audience !== undefined && { audience }),
          active: true,
          createdAt,
        });
        return { registration };
      } catch (error) {
        await registrationKeys.removeOf(id);
        if (error instanceof DuplicateKey) return TAKEN;
        throw error;
      }
    },

    list: () => registrations.all(),

    async remove(which) {
      const found = await find(which);
      await registrations.remove(found.id);
      await registrationKeys.removeOf(found.id);
      return found;
    },

    deactivate: (which) => setActive(which, false),
    activate: (which) => setActive(which, true),
  };
}
