import { DuplicateKey } from '../../../lti-tool/store/collection';
import { openForEach, START } from '../support/open';

const FIELDS = {
  enrolmentId: 'e',
  code: 'CODE1',
  name: 'Ann',
  trainingTitle: 'Training',
  edition: 'First',
  issuer: 'Issuer',
  specimen: false,
  completedAt: START,
  issuedAt: START,
  file: 'JVBERg==',
  sha256: 'abc',
  status: 'valid',
} as const;

describe('certificates', () => {
  const current = openForEach();

  it('are issued, and found by enrolment and by code', async () => {
    const { certificates } = current().repositories;
    const certificate = await certificates.issue(FIELDS);
    expect(await certificates.isIssuedTo('e')).toBe(true);
    expect(await certificates.isIssuedTo('other')).toBe(false);
    expect(certificate).toMatchObject(FIELDS);
    expect(await certificates.ofEnrolment('e')).toEqual(certificate);
    expect(await certificates.byCode('CODE1')).toEqual(certificate);
    expect(await certificates.byCode('CODE2')).toBeUndefined();
  });

  it('are issued once for an enrolment, however often and from two processes', async () => {
    const { repositories, other } = current();
    const issued = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).certificates.issue({ ...FIELDS, code: `CODE${i}` }),
      ),
    );
    expect(new Set(issued.map(({ code }) => code)).size).toBe(1);
    expect(await other.certificates.issue(FIELDS)).toEqual(issued[0]);
  });

  it('never share a code', async () => {
    const { certificates } = current().repositories;
    await certificates.issue(FIELDS);
    const other = certificates.issue({ ...FIELDS, enrolmentId: 'other' });
    await expect(other).rejects.toThrow(DuplicateKey);
    await expect(other).rejects.toMatchObject({ index: 'code' });
  });
});
