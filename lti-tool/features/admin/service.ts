import type { Enrolment } from '../../domain/enrolment';
import type { Registration } from '../../domain/registration';
import type { RegistrationKey } from '../../domain/registration-key';
import { AppError } from '../../errors';
import type { ConnectionCheck, ConnectionFinding, Invitations } from '../../lti/port';
import type { ContextRecords } from '../../store/repositories/context-records';
import type { FieldProblem, PlatformValues } from './platform-values';

/** The registration as it is now, or what is wrong with the values; then nothing was changed. */
export type Saved =
  { readonly registration: Registration } | { readonly problems: readonly FieldProblem[] };

/** The part of the registration service (lti/registrations) that these pages need. */
export interface Registrations {
  add(values: PlatformValues): Promise<Saved>;
  change(which: { readonly id: string }, values: PlatformValues): Promise<Saved>;
  deactivate(which: { readonly id: string }): Promise<Registration>;
  rotateKeys(which: { readonly id: string }): Promise<unknown>;
}

/**
 * Everything here is done to the platform that the administrator comes from, and to no other: its
 * registration is named by the visit, never by the request.
 */
export interface AdminService {
  /** @throws AppError not-found when it was removed meanwhile. */
  platformOf(administrator: Enrolment): Promise<Registration>;
  /** Newest first. */
  keysOf(administrator: Enrolment): Promise<readonly RegistrationKey[]>;
  /**
   * Puts other values in place. Issuer and client id stay: with others, an administrator could speak
   * for another platform.
   */
  change(
    administrator: Enrolment,
    values: Omit<PlatformValues, 'issuer' | 'clientId'>,
  ): Promise<Saved>;
  /** Ends all launches and visits of the platform, this one too. */
  switchOff(administrator: Enrolment): Promise<Registration>;
  rotateKeys(administrator: Enrolment): Promise<void>;
  invite(administrator: Enrolment): Promise<{ readonly url: string; readonly expiresAt: Date }>;
  /** Calls every service with what is known of the administrator's own context. */
  checkConnection(administrator: Enrolment): Promise<readonly ConnectionFinding[]>;
}

export interface AdminDependencies {
  readonly registrations: Pick<Registrations, 'change' | 'deactivate' | 'rotateKeys'>;
  readonly findRegistration: (id: string) => Promise<Registration | undefined>;
  readonly keysOf: (registrationId: string) => Promise<readonly RegistrationKey[]>;
  readonly contextRecords: Pick<ContextRecords, 'find'>;
  readonly invitations: Pick<Invitations, 'create'>;
  readonly connectionCheck: ConnectionCheck;
}

export function createAdminService(dependencies: AdminDependencies): AdminService {
  const { registrations, contextRecords, invitations, connectionCheck } = dependencies;

  async function platformOf({ registrationId }: Enrolment): Promise<Registration> {
    const found = await dependencies.findRegistration(registrationId);
    if (!found) throw platformGone();
    return found;
  }

  return {
    platformOf,

    async keysOf({ registrationId }) {
      const keys = await dependencies.keysOf(registrationId);
      return keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    },

    async change(administrator, values) {
      const { id, issuer, clientId } = await platformOf(administrator);
      return registrations.change({ id }, { ...values, issuer, clientId });
    },

    switchOff: ({ registrationId }) => registrations.deactivate({ id: registrationId }),

    async rotateKeys({ registrationId }) {
      await registrations.rotateKeys({ id: registrationId });
    },

    invite: ({ id }) => invitations.create(id),

    async checkConnection(administrator) {
      const { registrationId } = administrator;
      const record = await contextRecords.find(administrator);
      return connectionCheck.run({
        registrationId,
        ...(record?.lineItemsUrl && { lineItemsUrl: record.lineItemsUrl }),
        ...(record?.membershipsUrl && { membershipsUrl: record.membershipsUrl }),
      });
    },
  };
}

function platformGone(): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'Your learning platform is not registered here any more',
      whatToDo: 'Ask the people who run this training for an invitation link to connect it again.',
    },
  });
}
