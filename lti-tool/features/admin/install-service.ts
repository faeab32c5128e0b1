import { AppError } from '../../errors';
import type { Invitations } from '../../lti/port';
import type { FieldProblem, PlatformValues } from './platform-values';
import type { Registrations, Saved } from './service';

/** The field of the invitation among the form's fields. */
export const INVITATION = 'invitation';

export interface InstallService {
  /**
   * Connects a platform whose administrator was invited, with values entered by hand.
   * @param invitation the link, or the code at its end. It is used up only by success, and nothing
   * is said about the values to somebody without one.
   */
  connect(invitation: string, values: PlatformValues): Promise<Saved>;
}

export interface InstallDependencies {
  readonly invitations: Pick<Invitations, 'spend'>;
  readonly registrations: Pick<Registrations, 'add'>;
}

export function createInstallService(dependencies: InstallDependencies): InstallService {
  const { invitations, registrations } = dependencies;
  return {
    async connect(invitation, values) {
      const code =
        invitation
          .trim()
          .split('/')
          .findLast((part) => part !== '') ?? '';
      try {
        return await invitations.spend(code, async () => {
          const saved = await registrations.add(values);
          if ('problems' in saved) throw new NotSaved(saved.problems);
          return saved;
        });
      } catch (error) {
        if (error instanceof NotSaved) return { problems: error.problems };
        const message = invitationProblem(error);
        if (message === undefined) throw error;
        return { problems: [{ field: INVITATION, message }] };
      }
    },
  };
}

/** Thrown inside `spend`, so that the invitation can be used again. */
class NotSaved extends Error {
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super('the values were not saved');
    this.problems = problems;
  }
}

function invitationProblem(error: unknown): string | undefined {
  if (!(error instanceof AppError)) return undefined;
  if (error.id === 'invitation-invalid') {
    return 'is unknown, was used before, or is too old: ask the people who run this training for a new one';
  }
  return error.id === 'invitation-held'
    ? 'is being used in another window: wait two minutes'
    : undefined;
}
