import fc from 'fast-check';
import {
  withHold,
  withIssued,
  withName,
  withRelease,
} from '../../../lti-tool/domain/certificate-claim';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { LedgerEntry } from '../../../lti-tool/domain/ledger';
import { left, returned } from '../../../lti-tool/domain/leaving';
import type { Requirement } from '../../../lti-tool/domain/requirement';
import { createProgress } from '../../../lti-tool/progress/progress';
import { completeLedger, evidence, issuingOn, plainPrinter, rules } from '../../support/issuing';
import { openWorld, type World } from '../../support/world';

let world: World;
let issuing: ReturnType<typeof issuingOn>;
beforeAll(async () => {
  world = await openWorld();
  issuing = issuingOn(world.repositories, { now: world.now });
});
afterAll(() => world.close());

const NAME = { text: 'Gül Nuñez', shown: false };
const FACILITATOR = 'facilitator-1';

/** Somebody with this ledger; the certificate is marked as `progress` and `claims` would. */
async function person(
  options: {
    ledger?: readonly LedgerEntry[];
    name?: typeof NAME | undefined;
    fields?: Partial<Enrolment>;
  } = {},
): Promise<Enrolment> {
  const { ledger = completeLedger(world.now()), fields } = options;
  const { id } = await world.enrol();
  const name = 'name' in options ? options.name : NAME;
  return issuing.claims.change(id, (current) => {
    const person = { ...current, ledger, ...fields };
    return name ? withName(person, name, { by: id, at: world.now() }) : person;
  });
}

const certificateOf = ({ id }: Enrolment) => world.repositories.certificates.ofEnrolment(id);

async function expectNone(enrolment: Enrolment): Promise<void> {
  await issuing.issuer.runOnce();
  expect(await issuing.issueTo(enrolment.id)).toBeUndefined();
  expect(await certificateOf(enrolment)).toBeUndefined();
}

describe('a certificate', () => {
  test('is issued in the background as soon as all is met and the name is confirmed', async () => {
    const due = await person();
    expect(due.certificateDueAt).toEqual(world.now());
    await issuing.issuer.runOnce();
    expect(await certificateOf(due)).toMatchObject({
      name: 'Gül Nuñez',
      nameShown: false,
      completedAt: world.now(),
      status: 'valid',
      specimen: true,
    });
    const after = await world.newest(due);
    expect(after.certificateClaim?.issuedAt).toEqual(world.now());
    expect(after).not.toHaveProperty('certificateDueAt');
  });

  test('comes with the last attendance, recorded while the person is away', async () => {
    const last = rules.requirements.findLast(({ kind }) => kind === 'participation');
    if (!last) throw new Error('no participation is asked for');
    const ledger = rules.requirements
      .filter((one) => one !== last)
      .flatMap((one) => evidence(one, world.now()));
    const waiting = await person({ ledger });
    expect(waiting).not.toHaveProperty('certificateDueAt');
    let wakes = 0;
    const progress = createProgress({
      enrolments: world.repositories.enrolments,
      decisionsOf: () => ({ rules, scoreSent: 'best', certificateRelease: 'automatic' }),
      certificatesDue: () => (wakes += 1),
      now: world.now,
      scoresEarned: () => undefined,
    });
    await progress.record(waiting.id, evidence(last, world.now()));
    expect(wakes).toBe(1);
    await issuing.issuer.runOnce();
    expect(await certificateOf(waiting)).toMatchObject({ name: 'Gül Nuñez' });
  });

  test('carries both scripts', async () => {
    const due = await person({ name: { ...NAME, text: 'محمد', ...{ latin: 'Muhammad' } } });
    const issued = await issuing.issueTo(due.id);
    expect(issued?.name).toBe('محمد (Muhammad)');
  });

  test('waits for a name', async () => {
    await expectNone(await person({ name: undefined }));
  });

  test.each<[string, Partial<Enrolment>]>([
    ['facilitators', { role: 'facilitator' }],
    ['administrators', { role: 'administrator' }],
    ['test persons', { testPerson: true }],
    ['people who left', { leftAt: new Date('2026-11-20T08:00:00Z') }],
  ])('is never issued to %s', async (_who, fields) => {
    const never = await person({ fields });
    expect(never).not.toHaveProperty('certificateDueAt');
    await expectNone(never);
  });

  test('is not issued to whom only a stale mark calls due', async () => {
    const stale = await person({ ledger: [] });
    await world.repositories.enrolments.change(stale.id, (current) => ({
      ...current,
      certificateDueAt: world.now(),
    }));
    await expectNone(stale);
    expect(await world.newest(stale)).not.toHaveProperty('certificateDueAt');
  });

  test('comes when who left returns', async () => {
    const gone = await person({ fields: { leftAt: world.now() } });
    await expectNone(gone);
    await issuing.claims.change(gone.id, (current) => returned(current, world.now()));
    await issuing.issuer.runOnce();
    expect(await certificateOf(gone)).toBeDefined();
  });

  test('is not issued to who left between two looks', async () => {
    const due = await person();
    await issuing.claims.change(due.id, (current) => left(current, world.now()));
    await expectNone(due);
  });

  test('is held with a reason, and let go', async () => {
    const due = await person();
    const hold = { by: FACILITATOR, at: world.now(), reason: 'Two accounts' };
    await issuing.claims.change(due.id, (current) => withHold(current, hold));
    await expectNone(due);
    await issuing.claims.change(due.id, (current) => withHold(current, undefined));
    await issuing.issuer.runOnce();
    expect(await certificateOf(due)).toBeDefined();
  });

  test('waits for a facilitator where the edition says so', async () => {
    const strict = issuingOn(world.repositories, { now: world.now, release: 'by-facilitator' });
    const { id } = await world.enrol();
    const ready = await strict.claims.change(id, (current) =>
      withName({ ...current, ledger: completeLedger(world.now()) }, NAME, {
        by: id,
        at: world.now(),
      }),
    );
    expect(ready).not.toHaveProperty('certificateDueAt');
    expect(await strict.issueTo(id)).toBeUndefined();
    await strict.claims.change(id, (current) =>
      withRelease(current, { by: FACILITATOR, at: world.now() }),
    );
    await strict.issuer.runOnce();
    expect(await certificateOf(ready)).toBeDefined();
  });

  test('keeps what is said of it when records are corrected later', async () => {
    const due = await person();
    const issued = await issuing.issueTo(due.id);
    await issuing.claims.change(due.id, (current) => ({ ...current, ledger: [] }));
    await issuing.issuer.runOnce();
    expect(await certificateOf(due)).toEqual(issued);
  });
});

/** What can be there of a requirement that is not met: nothing, a part, a record that was taken back. */
function notMet(requirement: Requirement, how: 'nothing' | 'part' | 'taken back'): LedgerEntry[] {
  const own = evidence(requirement, world.now());
  if (how === 'nothing') return [];
  const isRecorded = requirement.kind === 'attendance' || requirement.kind === 'participation';
  if (!isRecorded) return own.slice(1);
  const later = new Date(world.now().getTime() + 1);
  const denied = own.map((entry) => ({
    ...entry,
    key: `${entry.key}:no`,
    at: later,
    ...(entry.kind === 'attendance-recorded' && { present: false }),
    ...(entry.kind === 'participation-recorded' && { active: false }),
  }));
  return how === 'part' ? denied : [...denied, ...own];
}

test('without one requirement, whatever else is in the ledger, nothing is ever issued', async () => {
  const someone = await person({ ledger: [] });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rules.requirements),
      fc.constantFrom('nothing', 'part', 'taken back'),
      fc.array(fc.nat(), { minLength: 64, maxLength: 64 }),
      async (missing, how, random) => {
        const others = rules.requirements.filter((one) => one !== missing);
        const entries = others.flatMap((one) => evidence(one, world.now()));
        const all = [...entries, ...notMet(missing, how), ...entries.slice(0, 5)];
        const ledger = all
          .map((entry, index) => ({ entry, place: random[index] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ entry }) => entry);
        await world.repositories.enrolments.change(someone.id, (current) => ({
          ...current,
          ledger,
          certificateDueAt: world.now(),
        }));
        await expectNone(someone);
      },
    ),
    { numRuns: 100 },
  );
  await issuing.claims.change(someone.id, (current) => ({
    ...current,
    ledger: completeLedger(world.now()),
  }));
  await issuing.issuer.runOnce();
  expect(await certificateOf(someone)).toBeDefined();
}, 60_000);

describe('what comes in between while a certificate is printed', () => {
  test.each<[string, (current: Enrolment) => Enrolment]>([
    ['a hold', (one) => withHold(one, { by: FACILITATOR, at: new Date(), reason: 'Wait' })],
    ['a corrected attendance', (one) => ({ ...one, ledger: one.ledger.slice(1) })],
    ['that the person left', (one) => left(one, new Date())],
  ])('%s stops it', async (_what, change) => {
    const due = await person();
    const slow = issuingOn(world.repositories, {
      now: world.now,
      printer: {
        ...plainPrinter,
        async print(fields, statusIndex) {
          await issuing.claims.change(due.id, change);
          return plainPrinter.print(fields, statusIndex);
        },
      },
    });
    expect(await slow.issueTo(due.id)).toBeUndefined();
    expect(await certificateOf(due)).toBeUndefined();
  });

  test('another name is the one that is printed', async () => {
    const due = await person();
    const slow = issuingOn(world.repositories, {
      now: world.now,
      printer: {
        ...plainPrinter,
        async print(fields, statusIndex) {
          await issuing.claims.change(due.id, (current) =>
            withName(current, { text: 'Other', shown: true }, { by: due.id, at: world.now() }),
          );
          return plainPrinter.print(fields, statusIndex);
        },
      },
    });
    expect(await slow.issueTo(due.id)).toMatchObject({ name: 'Other', nameShown: true });
  });
});

describe('what fails', () => {
  test('is tried again later, and holds up nobody else', async () => {
    const [bad, good] = [await person({ name: { ...NAME, text: 'Bad' } }), await person()];
    let isBroken = true;
    const shaky = issuingOn(world.repositories, {
      now: world.now,
      printer: {
        ...plainPrinter,
        print: (fields, index) =>
          isBroken && fields.name === 'Bad'
            ? Promise.reject(new Error('no paper'))
            : plainPrinter.print(fields, index),
      },
    });
    await shaky.issuer.runOnce();
    expect(shaky.errors).toEqual([new Error('no paper')]);
    expect(await certificateOf(good)).toBeDefined();
    expect(await certificateOf(bad)).toBeUndefined();
    await shaky.issuer.runOnce();
    expect(shaky.errors).toHaveLength(1);
    world.pass(60_000);
    await shaky.issuer.runOnce();
    expect(shaky.errors).toHaveLength(2);
    world.pass(60_000);
    await shaky.issuer.runOnce();
    expect(shaky.errors).toHaveLength(2);
    isBroken = false;
    world.pass(60_000);
    await shaky.issuer.runOnce();
    expect(await certificateOf(bad)).toBeDefined();
  });

  test('a certificate that was issued before its mark was taken away is not issued again', async () => {
    const due = await person();
    const issued = await issuing.issueTo(due.id);
    await world.repositories.enrolments.change(due.id, (current) => ({
      ...current,
      certificateDueAt: world.now(),
    }));
    await issuing.issuer.runOnce();
    expect(await certificateOf(due)).toEqual(issued);
    expect(await world.newest(due)).not.toHaveProperty('certificateDueAt');
    expect(withIssued(due, world.now()).certificateClaim?.issuedAt).toEqual(world.now());
  });
});
