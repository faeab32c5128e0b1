import { DuplicateKey } from '../../../lti-tool/store/collection';
import type { NewCertificate } from '../../../lti-tool/store/repositories/certificates';
import { later, openForEach, START } from '../support/open';

const LINE: NewCertificate['line'] = {
  enrolmentId: 'e',
  code: 'CODE1',
  statusIndex: 1,
  name: 'Ann',
  nameShown: false,
  trainingTitle: 'Training',
  edition: 'First',
  issuer: 'Issuer',
  specimen: false,
  requirementsMet: ['read all'],
  completedAt: START,
  issuedAt: START,
  sha256: 'abc',
};
const FILE = { pdf: 'JVBERg==', credential: 'a.b.c' };

let index = 1;
function certificate(line: Partial<NewCertificate['line']> = {}): NewCertificate {
  index += 1;
  return { line: { ...LINE, statusIndex: index, ...line }, file: FILE };
}

const CHANGE = { at: later(1), by: 'facilitator', reason: 'the name was misspelt' };

describe('certificates', () => {
  const current = openForEach();

  it('are issued, and found by enrolment, by code and by hash', async () => {
    const { certificates } = current().repositories;
    const issued = await certificates.issue({ line: LINE, file: FILE });
    expect(await certificates.isIssuedTo('e')).toBe(true);
    expect(await certificates.isIssuedTo('other')).toBe(false);
    expect(issued).toMatchObject({ ...LINE, issue: 1, status: 'valid' });
    expect(await certificates.ofEnrolment('e')).toEqual(issued);
    expect(await certificates.byCode('CODE1')).toEqual(issued);
    expect(await certificates.byCode('CODE2')).toBeUndefined();
    expect(await certificates.bySha256('abc')).toEqual(issued);
    expect(await certificates.bySha256('def')).toBeUndefined();
    expect(await certificates.file(issued.id)).toMatchObject(FILE);
  });

  it('are issued once for an enrolment, however often and from two processes', async () => {
    const { repositories, other } = current();
    const issued = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).certificates.issue(certificate({ code: `CODE${i}` })),
      ),
    );
    expect(new Set(issued.map(({ code }) => code)).size).toBe(1);
    expect(await other.certificates.issue(certificate())).toEqual(issued[0]);
  });

  it('never share a code or a place in a status list', async () => {
    const { certificates } = current().repositories;
    await certificates.issue(certificate({ statusIndex: 0 }));
    const other = certificates.issue(certificate({ enrolmentId: 'other' }));
    await expect(other).rejects.toThrow(DuplicateKey);
    await expect(other).rejects.toMatchObject({ index: 'code' });
    await expect(
      certificates.issue(certificate({ enrolmentId: 'other', code: 'CODE2', statusIndex: 0 })),
    ).rejects.toMatchObject({ index: 'statusIndex' });
    expect(await certificates.freeStatusIndex()).toBeGreaterThan(0);
  });

  it('are replaced: the old one says by which, and the new one counts', async () => {
    const { certificates } = current().repositories;
    const old = await certificates.issue(certificate());
    const corrected = await certificates.replace(old, certificate({ code: 'CODE2' }), CHANGE);
    expect(corrected).toMatchObject({ issue: 2, code: 'CODE2', status: 'valid' });
    expect(await certificates.byCode('CODE1')).toMatchObject({
      status: 'replaced',
      replacedBy: 'CODE2',
      statusChange: CHANGE,
    });
    expect(await certificates.ofEnrolment('e')).toEqual(corrected);
    expect((await certificates.allOf('e')).map(({ code }) => code)).toEqual(['CODE1', 'CODE2']);
    expect(await certificates.file(old.id)).toMatchObject(FILE);
  });

  it('are replaced once, from however many processes', async () => {
    const { repositories, other } = current();
    const old = await repositories.certificates.issue(certificate());
    const tries = await Promise.allSettled(
      [repositories, other, repositories].map(({ certificates }, i) =>
        certificates.replace(old, certificate({ code: `NEW${i}` }), CHANGE),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await repositories.certificates.allOf('e')).toHaveLength(2);
  });

  it('read as replaced even when the process ended between the two writes', async () => {
    const { certificates } = current().repositories;
    const old = await certificates.issue(certificate());
    const unnoted = { ...old, id: 'gone' };
    await expect(
      certificates.replace(unnoted, certificate({ code: 'CODE2' }), CHANGE),
    ).rejects.toThrow('not in the register');
    expect(await certificates.byCode('CODE1')).toMatchObject({
      status: 'replaced',
      replacedBy: 'CODE2',
    });
  });

  it('are withdrawn with a reason, once, and then listed as ended', async () => {
    const { certificates } = current().repositories;
    const { id } = await certificates.issue(certificate());
    expect(await certificates.withdraw(id, CHANGE)).toMatchObject({
      status: 'withdrawn',
      statusChange: CHANGE,
    });
    const later = await certificates.withdraw(id, { ...CHANGE, reason: 'another' });
    expect(later.statusChange?.reason).toBe(CHANGE.reason);
    const replaced = await certificates.issue(certificate({ enrolmentId: 'f', code: 'OLD' }));
    const line = { enrolmentId: 'f', code: 'NEW' };
    await certificates.replace(replaced, certificate(line), CHANGE);
    const ended: string[] = [];
    for await (const { code } of certificates.ended()) ended.push(code);
    expect(ended).toEqual(['CODE1', 'OLD']);
  });

  it('outlive the data of their holder: no file, and no name unless it may be shown', async () => {
    const { certificates } = current().repositories;
    const { id } = await certificates.issue(certificate());
    const line = { enrolmentId: 'f', code: 'SHOWN', nameShown: true };
    await certificates.issue(certificate(line));
    await certificates.erase('e');
    await certificates.erase('f');
    const kept = await certificates.byCode('CODE1');
    expect(kept).toMatchObject({ status: 'valid', sha256: 'abc', completedAt: START });
    expect(kept).not.toHaveProperty('name');
    expect(await certificates.file(id)).toBeUndefined();
    expect(await certificates.byCode('SHOWN')).toMatchObject({ name: 'Ann' });
  });
});
