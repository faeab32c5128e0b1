import { type ContextKey, contextKeyOf } from '../../domain/context-key';
import type { Enrolment } from '../../domain/enrolment';
import { returned } from '../../domain/leaving';
import { AppError } from '../../errors';
import { type Collection, DuplicateKey, type FindOptions, type Page } from '../collection';
import type { NewId } from '../new-id';
import { compareAndSet, inTurn } from './compare-and-set';

/** One person in one context, as the platform names them. */
export type EnrolmentKey = ContextKey & Pick<Enrolment, 'subject'>;

/** What a platform's list of people says of one of them. */
export type ListedFields = EnrolmentKey &
  Pick<Enrolment, 'role' | 'name' | 'testPerson' | 'leftAt'>;

/** What a launch says of a person. */
export type EnrolmentFields = EnrolmentKey &
  Pick<Enrolment, 'role' | 'name' | 'testPerson' | 'email'> & { readonly launchedAt: Date };

/** Milliseconds from a launch to one that is noted although it tells nothing new. */
const NOTED_EVERY = 5 * 60 * 1000;

export type Enrolments = ReturnType<typeof enrolmentRepository>;

export function enrolmentRepository(collection: Collection<Enrolment>, newId: NewId) {
  const oneAtATime = inTurn();

  async function find(key: EnrolmentKey): Promise<Enrolment | undefined> {
    const { documents } = await collection.find({ ...contextKeyOf(key), subject: key.subject });
    return documents[0];
  }

  /** The only way to change an enrolment: applies a pure function to its newest version. It may be
   * applied several times; `undefined`, or what it was given, means that there is nothing to write.
   * @param known as it was just read: spares the first try a look.
   * @throws AppError `not-found`, 404; `conflict`, 503, when others keep writing faster. */
  async function change(
    id: string,
    next: (current: Enrolment) => Enrolment | undefined,
    known?: Enrolment,
  ): Promise<Enrolment> {
    let first = known;
    return oneAtATime(id, () =>
      compareAndSet(async () => {
        const current = first ?? (await collection.get(id));
        first = undefined;
        if (!current) throw notFound();
        const wanted = next(current);
        return wanted && wanted !== current ? collection.replace(wanted) : current;
      }),
    );
  }

  return {
    find,
    change,

    get: (id: string): Promise<Enrolment | undefined> => collection.get(id),

    /** Finds or makes the person's enrolment, and takes over what the newest launch says. Two first
     * launches at once yield one enrolment. A name or e-mail once given stays when a later launch
     * withholds it.
     * @param marked what else the launch changes, in the same write: a pure function. */
    async enrol(
      fields: EnrolmentFields,
      marked: (next: Enrolment) => Enrolment = (next) => next,
    ): Promise<Enrolment> {
      const known = (await find(fields)) ?? (await create(given(fields), fields.launchedAt));
      return change(known.id, (current) => launched(current, given(fields), marked), known);
    },

    /** Finds or makes the enrolment of somebody who has not launched yet, so that something can be
     * recorded for them. */
    async enrolListed(fields: ListedFields, at: Date): Promise<Enrolment> {
      return (await find(fields)) ?? (await create(listed(fields), at));
    },

    /** Everyone in a context, in no meaningful order. */
    inContext: (key: ContextKey): AsyncIterable<Enrolment> => collection.stream(contextKeyOf(key)),

    /** Enrolments with a score that may be sent at `before` or earlier, longest due first. */
    withScoresDue: (before: Date, options: FindOptions): Promise<Page<Enrolment>> =>
      collection.find({ nextScoreAt: { lte: before } }, options),

    /** Enrolments whose certificate is due at `before` or earlier, longest due first. */
    withCertificatesDue: (before: Date, options: FindOptions): Promise<Page<Enrolment>> =>
      collection.find({ certificateDueAt: { lte: before } }, options),

    /** Erases a person's record. What refers to it (attempts, certificates) is not touched. */
    async remove(id: string): Promise<void> {
      await collection.remove({ id });
    },
  };

  async function create(
    fields: ListedFields & Partial<EnrolmentFields>,
    createdAt: Date,
  ): Promise<Enrolment> {
    try {
      return await collection.insert({ ...fields, id: newId(), ledger: [], scores: [], createdAt });
    } catch (error) {
      const winner = error instanceof DuplicateKey ? await find(fields) : undefined;
      if (winner) return winner;
      throw error;
    }
  }
}

/** The enrolment after this launch; undefined when it need not be written. */
function launched(
  current: Enrolment,
  fields: EnrolmentFields,
  marked: (next: Enrolment) => Enrolment,
): Enrolment | undefined {
  const { role, name = current.name, email = current.email, launchedAt } = fields;
  const age = launchedAt.getTime() - (current.launchedAt?.getTime() ?? 0);
  const next = marked(returned({ ...current, ...fields }, launchedAt));
  const isNews =
    role !== current.role ||
    name !== current.name ||
    email !== current.email ||
    next.testPerson !== current.testPerson ||
    next.certificateDueAt !== current.certificateDueAt ||
    next.leftAt !== current.leftAt ||
    next.scores !== current.scores;
  return age >= NOTED_EVERY || (age > 0 && isNews) ? next : undefined;
}

/** Only the launch's own fields, whatever else the caller's object holds. */
function given(fields: EnrolmentFields): EnrolmentFields {
  const { launchedAt, email } = fields;
  return { ...listed(fields), launchedAt, ...(email === undefined ? {} : { email }) };
}

function listed(fields: ListedFields): ListedFields {
  const { subject, role, name, testPerson, leftAt } = fields;
  return {
    ...contextKeyOf(fields),
    subject,
    role,
    ...(name === undefined ? {} : { name }),
    ...(testPerson && { testPerson }),
    ...(leftAt && { leftAt }),
  };
}

function notFound(): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'This record was not found',
      whatToDo: 'Open the training again from your learning platform.',
    },
    detail: 'enrolment not found',
  });
}
