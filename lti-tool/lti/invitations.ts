import { without } from '../domain/without';
import { AppError } from '../errors';
import { Conflict } from '../store/collection';
import type { Repositories } from '../store/repositories';
import { sha256 } from './hash';
import type { Invitations } from './port';

export interface InvitationDeps {
  readonly invitations: Repositories['invitations'];
  readonly randomBytes: (size: number) => Buffer;
  readonly now: () => Date;
  /** Origin of this tool. */
  readonly baseUrl: string;
}

const VALID_FOR = 7 * 24 * 60 * 60 * 1000;
/** Longer than a registration can take; after a crash the link works again by then. */
const HELD_FOR = 2 * 60 * 1000;
/** 256 bits. */
const CODE_BYTES = 32;

/**
 * One-time links to register a platform. The code stands in the path, because platforms append
 * their parameters to whatever they are given, some without looking for a query. The store has
 * only its hash.
 */
export function createInvitationService(deps: InvitationDeps): Invitations {
  const { invitations } = deps;
  const inMilliseconds = (duration: number) => new Date(deps.now().getTime() + duration);

  async function find(code: string) {
    const invitation = await invitations.get(sha256(code));
    if (!invitation) throw invitationInvalid('The invitation is unknown, used or expired');
    return invitation;
  }

  /** Of two registrations at once, one gets the invitation (compare-and-set). */
  async function hold(code: string) {
    const invitation = await find(code);
    if (invitation.heldUntil && deps.now() < invitation.heldUntil) throw invitationHeld();
    return invitations.save({ ...invitation, heldUntil: inMilliseconds(HELD_FOR) }).catch(lost);
  }

  return {
    async create(by) {
      const code = deps.randomBytes(CODE_BYTES).toString('base64url');
      const expiresAt = inMilliseconds(VALID_FOR);
      await invitations.add({ id: sha256(code), createdBy: by, expiresAt });
      return { url: `${deps.baseUrl}/lti/register/${code}`, expiresAt };
    },

    find: async (code) => ({ expiresAt: (await find(code)).expiresAt }),

    async spend(code, work) {
      const held = await hold(code);
      try {
        const result = await work();
        await invitations.use(held.id);
        return result;
      } catch (error) {
        await invitations.save(without(held, 'heldUntil')).catch(() => undefined);
        throw error;
      }
    },
  };
}

function lost(error: unknown): never {
  throw error instanceof Conflict ? invitationHeld() : error;
}

function invitationInvalid(detail: string): AppError {
  return new AppError({
    id: 'invitation-invalid',
    status: 403,
    userMessage: {
      title: 'This needs an invitation link that was not used before',
      whatToDo:
        'Each invitation link connects one learning platform, once, within seven days. If your platform shows this training among its tools already, nothing is left to do. Otherwise ask the people who run this training for a new link.',
    },
    detail,
  });
}

function invitationHeld(): AppError {
  return new AppError({
    id: 'invitation-held',
    status: 409,
    userMessage: {
      title: 'This invitation link is being used at this moment',
      whatToDo:
        'Another window may be connecting the learning platform right now. Wait two minutes. If the training is not among the tools of your platform by then, start again there.',
    },
    detail: 'Another registration holds the invitation',
  });
}
