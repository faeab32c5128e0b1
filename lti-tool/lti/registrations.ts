import type { Registration } from '../domain/registration';
import { without } from '../domain/without';
import { AppError } from '../errors';
import { DuplicateKey } from '../store/collection';
import { compareAndSet } from '../store/repositories/compare-and-set';
import { createKeyring, type Keyring } from './keyring';
import { registrationFields, type RegistrationFields } from './registration-fields';
import type { LtiRepositories } from './repositories';
import type { Seal } from './seal';
import type { PrivatePlatforms } from './services/addresses';

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

/** A platform as Dynamic Registration found it: every value was checked where it came in. */
export type ConnectedPlatform = Pick<
  Registration,
  'issuer' | 'clientId' | 'name' | 'authUrl' | 'tokenUrl' | 'jwksUrl' | 'audience'
> & {
  readonly pagesOrigin: string;
  readonly family: string;
  readonly scopes: readonly string[];
  /** Absent: the platform names its deployments only at launch. */
  readonly deployment?: string;
};

/** The platforms that may launch: administered by commands and pages, or registered by themselves. */
export interface RegistrationService extends Pick<Keyring, 'reseal' | 'sweep'> {
  /** Makes the registration and its key pair. Active at once. */
  add(fields: RegistrationFields): Promise<Addition>;
  /** Puts other values in place of those entered before. @throws AppError not-found. */
  change(which: RegistrationSelector, fields: RegistrationFields): Promise<Addition>;
  /**
   * Adds the platform or, where this issuer has this client id already, takes its new values over:
   * deployments are added, keys stay, and what is switched off stays off.
   */
  connect(platform: ConnectedPlatform): Promise<{ registration: Registration; isNew: boolean }>;
  list(): Promise<readonly Registration[]>;
  /** Also removes its keys. @throws AppError not-found. */
  remove(which: RegistrationSelector): Promise<Registration>;
  /** Refuses launches from now on. @throws AppError not-found. */
  deactivate(which: RegistrationSelector): Promise<Registration>;
  /** @throws AppError not-found. */
  activate(which: RegistrationSelector): Promise<Registration>;
  /** Signs with a new key at once; the one before stays published for a day.
   * @returns the new `kid`. @throws AppError not-found. */
  rotateKeys(which: RegistrationSelector): Promise<{ readonly kid: string }>;
}

export interface RegistrationServiceDeps {
  readonly repositories: Pick<LtiRepositories, 'registrations' | 'registrationKeys'>;
  readonly seal: Seal;
  readonly now: () => Date;
  /** An id never used before. */
  readonly newId: () => string;
  readonly allowPrivatePlatforms: PrivatePlatforms;
}

const TAKEN: Addition = {
  problems: [
    { field: 'clientId', message: 'is registered for this issuer already: remove that one first' },
  ],
};

export function createRegistrationService(deps: RegistrationServiceDeps): RegistrationService {
  const { registrations, registrationKeys } = deps.repositories;
  const keyring = createKeyring({ ...deps, registrationKeys });
  const fieldsSchema = registrationFields(deps.allowPrivatePlatforms);

  function read(input: RegistrationFields) {
    const parsed = fieldsSchema.safeParse(input);
    if (parsed.success) {
      const { name, audience, ...fields } = parsed.data;
      const named = { ...fields, name: name ?? new URL(fields.issuer).host };
      return { fields: { ...named, ...(audience !== undefined && { audience }) } };
    }
    const problems = parsed.error.issues.map(({ path, message }) => ({
      field: String(path[0]),
      message,
    }));
    return { problems };
  }

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

  /** The key first: a registration without one could launch, but never send a score. */
  async function insert(
    fields: Omit<Registration, 'id' | 'version' | 'active' | 'createdAt'>,
  ): Promise<Registration> {
    const id = deps.newId();
    await keyring.make(id);
    try {
      return await registrations.add({ id, ...fields, active: true, createdAt: deps.now() });
    } catch (error) {
      await registrationKeys.removeOf(id);
      throw error;
    }
  }

  function setActive(which: RegistrationSelector, active: boolean): Promise<Registration> {
    return compareAndSet(async () => {
      const found = await find(which);
      return found.active === active ? found : registrations.save({ ...found, active });
    });
  }

  return {
    reseal: () => keyring.reseal(),
    sweep: () => keyring.sweep(),

    async add(input) {
      const { fields, problems } = read(input);
      if (problems) return { problems };
      if (await registrations.byClient(fields.issuer, fields.clientId)) return TAKEN;
      return insert(fields).then(added, taken);
    },

    async change(which, input) {
      const { fields, problems } = read(input);
      await find(which);
      if (problems) return { problems };
      // A launch may teach a deployment at the same time.
      return compareAndSet(async () => {
        const found = without(await find(which), 'audience');
        return registrations.save({ ...found, ...fields }).then(added, taken);
      });
    },

    connect: ({ deployment, ...platform }) =>
      compareAndSet(async () => {
        const known = await registrations.byClient(platform.issuer, platform.clientId);
        const deployments = [...(known?.deployments ?? []), ...(deployment ? [deployment] : [])];
        const fields = {
          ...platform,
          deployments: [...new Set(deployments)],
          ...(!deployment && { learnsDeployments: true }),
        };
        const registration = known
          ? await registrations.save({ ...without(known, 'audience'), ...fields })
          : await insert(fields);
        return { registration, isNew: known === undefined };
      }),

    list: () => registrations.all(),

    async remove(which) {
      const found = await find(which);
      await registrations.remove(found.id);
      await registrationKeys.removeOf(found.id);
      return found;
    },

    deactivate: (which) => setActive(which, false),
    activate: (which) => setActive(which, true),
    rotateKeys: async (which) => keyring.rotate((await find(which)).id),
  };
}

function added(registration: Registration): Addition {
  return { registration };
}

function taken(error: unknown): Addition {
  if (error instanceof DuplicateKey) return TAKEN;
  throw error;
}
