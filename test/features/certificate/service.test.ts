import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { AppError } from '../../../lti-tool/errors';
import { createCertificateService } from '../../../lti-tool/features/certificate/service';
import { decideCompletion } from '../../../lti-tool/domain/completion';
import { programme } from '../../support/sample-programme';
import {
  BASE_URL,
  COMPLETE,
  DONE,
  evidence,
  type Fixture,
  NOW,
  openFixture,
  rules,
  sessionOf,
  visitOfNew,
} from './fixture';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

async function errorOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('no AppError was thrown', { cause: error });
  return error;
}

async function fileOf(id = ''): Promise<Buffer> {
  const file = await fixture.repositories.certificates.file(id);
  return Buffer.from(file?.pdf ?? '', 'base64');
}

/** Neither a certificate nor a confirmed name is in the store. */
async function expectNothingStored(enrolmentId: string): Promise<void> {
  const { certificates, enrolments } = fixture.repositories;
  expect(await certificates.ofEnrolment(enrolmentId)).toBeUndefined();
  expect((await enrolments.get(enrolmentId))?.certificateName).toBeUndefined();
}

describe('confirming the name', () => {
  test('issues the certificate with everything it says, and its file', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    const confirmation = await service.confirmName(visit, '  Gu\u0308l  Nuñez ');
    const stored = await repositories.certificates.ofEnrolment(visit.enrolment.id);
    expect(confirmation).toEqual({ kind: 'issued', certificate: stored });
    expect(stored).toMatchObject({
      name: 'Gül Nuñez',
      trainingTitle: programme.title,
      edition: programme.edition.title,
      issuer: '',
      specimen: true,
      completedAt: DONE,
      issuedAt: NOW,
      status: 'valid',
    });
    const file = await fileOf(stored?.id);
    expect(createHash('sha256').update(file).digest('hex')).toBe(stored?.sha256);
    expect((await PDFDocument.load(file)).getPageCount()).toBe(1);
    const enrolment = await repositories.enrolments.get(visit.enrolment.id);
    expect(enrolment?.certificateName).toEqual({ text: 'Gül Nuñez', confirmedAt: NOW });
  });

  test.each(rules.requirements.map((requirement) => [requirement.id, requirement] as const))(
    'without %s nothing is ever issued',
    async (_id, missing) => {
      const { service, repositories } = fixture;
      const ledger = rules.requirements.filter((one) => one !== missing).flatMap(evidence);
      const visit = await visitOfNew(repositories, { ledger });
      expect((await service.state(visit)).kind).toBe('not-yet');
      const error = await errorOf(service.confirmName(visit, 'Gül Nuñez'));
      expect([error.id, error.status]).toEqual(['certificate-not-due', 409]);
      await expectNothingStored(visit.enrolment.id);
    },
  );

  test('counts what is true when the name is written, not when the page was opened', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    const session = rules.requirements.find(({ kind }) => kind === 'attendance');
    await repositories.enrolments.change(visit.enrolment.id, (current) => ({
      ...current,
      ledger: [
        ...current.ledger,
        {
          kind: 'attendance-recorded',
          key: 'correction',
          activityId: session?.activityId ?? '',
          at: NOW,
          present: false,
          by: 'facilitator',
          reason: 'taken for someone else',
        },
      ],
    }));
    const error = await errorOf(service.confirmName(visit, 'Gül Nuñez'));
    expect(error.id).toBe('certificate-not-due');
    await expectNothingStored(visit.enrolment.id);
  });

  test.each(['facilitator', 'administrator'] as const)('a %s receives none', async (role) => {
    const { service, repositories } = fixture;
    const staff = await visitOfNew(repositories, { role });
    const participant = await visitOfNew(repositories);
    const inThisVisit = { ...participant, session: sessionOf(participant.enrolment, role) };
    const elsewhere = { ...staff, session: sessionOf(staff.enrolment, 'participant') };
    for (const visit of [staff, inThisVisit, elsewhere]) {
      expect(await service.state(visit)).toEqual({ kind: 'staff' });
      const error = await errorOf(service.confirmName(visit, 'Gül Nuñez'));
      expect([error.id, error.status]).toEqual(['not-allowed', 403]);
      await expectNothingStored(visit.enrolment.id);
    }
  });

  test('someone who became staff since the page was opened receives none', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    await repositories.enrolments.change(visit.enrolment.id, (current) => ({
      ...current,
      role: 'facilitator',
    }));
    expect((await errorOf(service.confirmName(visit, 'Gül Nuñez'))).id).toBe('not-allowed');
    await expectNothingStored(visit.enrolment.id);
  });

  test('an unprintable name is refused, and nothing is stored', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    const refusal = await service.confirmName(visit, 'Nguyễn Thị Phương');
    expect(refusal).toMatchObject({ kind: 'refused' });
    expect('message' in refusal && refusal.message).toContain('“ễ” (U+1EC5)');
    await expectNothingStored(visit.enrolment.id);
    expect((await service.confirmName(visit, 'Nguyen Thi Phuong')).kind).toBe('issued');
  });

  test('a second time, with another or an impossible name, gives the same certificate', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    const first = await service.confirmName(visit, 'Gül Nuñez');
    expect(await service.confirmName(visit, 'A Friend')).toEqual(first);
    expect(await service.confirmName(visit, '李明')).toEqual(first);
    expect(first).toMatchObject({ certificate: { name: 'Gül Nuñez' } });
  });

  test('20 times at once from two processes issues one certificate', async () => {
    const other = await fixture.another();
    const visit = await visitOfNew(fixture.repositories);
    const confirmations = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? fixture : other).service.confirmName(visit, `Name ${index}`),
      ),
    );
    const stored = await other.repositories.certificates.ofEnrolment(visit.enrolment.id);
    expect(stored).toBeDefined();
    for (const confirmation of confirmations) {
      expect(confirmation).toEqual({ kind: 'issued', certificate: stored });
    }
  }, 30_000);

  test('after a crash between name and certificate the next try issues', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories, { name: 'From Platform' });
    const crashing = createCertificateService({
      certificates: {
        ...repositories.certificates,
        issue: () => Promise.reject(new Error('the process ends here')),
      },
      enrolments: repositories.enrolments,
      completionOf: (enrolment) => decideCompletion(rules, enrolment.ledger, NOW),
      programme,
      baseUrl: BASE_URL,
      now: () => NOW,
      newCode: () => '0000000000000011',
    });
    await expect(crashing.confirmName(visit, 'Gül Nuñez')).rejects.toThrow('ends here');
    const enrolment = await repositories.enrolments.get(visit.enrolment.id);
    if (!enrolment) throw new Error('the enrolment is gone');
    const next = { ...visit, enrolment };
    expect(await service.state(next)).toEqual({ kind: 'name-needed', name: 'Gül Nuñez' });
    expect((await service.confirmName(next, 'Gül Nuñez')).kind).toBe('issued');
  });
});

describe('the state', () => {
  test('asks for the name with the one that the platform gave', async () => {
    const { service, repositories } = fixture;
    const named = await visitOfNew(repositories, { name: 'Gül Nuñez' });
    expect(await service.state(named)).toEqual({ kind: 'name-needed', name: 'Gül Nuñez' });
    const nameless = await visitOfNew(repositories);
    expect(await service.state(nameless)).toEqual({ kind: 'name-needed', name: '' });
  });

  test('stays issued when a record is corrected, or the person becomes staff, later', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    await service.confirmName(visit, 'Gül Nuñez');
    const enrolment = { ...visit.enrolment, ledger: [], role: 'facilitator' as const };
    expect((await service.state({ ...visit, enrolment })).kind).toBe('issued');
  });
});

describe('the file', () => {
  test('is the stored one, the same bytes each time', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories);
    await service.confirmName(visit, 'Gül Nuñez');
    const [first, second] = [await service.file(visit), await service.file(visit)];
    const stored = await repositories.certificates.ofEnrolment(visit.enrolment.id);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(first.bytes.equals(await fileOf(stored?.id))).toBe(true);
    expect(first.code).toBe(stored?.code);
  });

  test('does not exist before the certificate', async () => {
    const { service, repositories } = fixture;
    const visit = await visitOfNew(repositories, { ledger: COMPLETE });
    const error = await errorOf(service.file(visit));
    expect([error.id, error.status]).toEqual(['certificate-unknown', 404]);
  });

  test('is not sent when it is not what was issued', async () => {
    const { repositories } = fixture;
    const visit = await visitOfNew(repositories);
    const issued = await fixture.service.confirmName(visit, 'Gül Nuñez');
    if (issued.kind !== 'issued') throw new Error('nothing was issued');
    const damaged = {
      id: issued.certificate.id,
      version: 1,
      pdf: Buffer.from('%PDF-1.7 other').toString('base64'),
    };
    const service = createCertificateService({
      certificates: { ...repositories.certificates, file: () => Promise.resolve(damaged) },
      enrolments: repositories.enrolments,
      completionOf: (enrolment) => decideCompletion(rules, enrolment.ledger, NOW),
      programme,
      baseUrl: BASE_URL,
      now: () => NOW,
      newCode: () => '0000000000000011',
    });
    const error = await errorOf(service.file(visit));
    expect([error.id, error.status]).toEqual(['internal', 500]);
    expect(error.detail).toContain('SHA-256');
  });
});
