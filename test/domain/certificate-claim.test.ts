import fc from 'fast-check';
import {
  confirmedName,
  obstacles,
  OWN_NAMES,
  ownNamesLeft,
  withDueDate,
  withHold,
  withIssued,
  withName,
  withRelease,
} from '../../lti-tool/domain/certificate-claim';
import type { Enrolment } from '../../lti-tool/domain/enrolment';

const NOW = new Date('2026-11-25T09:00:00Z');
const LATER = new Date('2026-11-25T10:00:00Z');
const decision = { by: 'facilitator-1', at: NOW };

const enrolment: Enrolment = {
  id: 'enrolment-1',
  version: 1,
  registrationId: 'registration-1',
  deploymentId: 'deployment-1',
  contextId: 'context-1',
  subject: 'person-1',
  role: 'participant',
  ledger: [],
  scores: [],
  createdAt: NOW,
};
const name = { text: 'นลินี ศรีสุวรรณ', latin: 'Nalinee Srisuwan', shown: false };
const named = withName(enrolment, name, { by: enrolment.id, at: NOW });

describe('what stands between a person and the certificate', () => {
  test('nothing, when all is met and the name is confirmed', () => {
    expect(obstacles(named, true, 'automatic')).toEqual([]);
  });

  test.each([
    ['staff', { ...named, role: 'facilitator' as const }],
    ['staff', { ...named, role: 'administrator' as const }],
    ['test-person', { ...named, testPerson: true }],
    ['left', { ...named, leftAt: NOW }],
    ['no-name', enrolment],
    ['held', withHold(named, { ...decision, reason: 'Two accounts' })],
  ])('%s', (obstacle, one) => {
    expect(obstacles(one, true, 'automatic')).toEqual([obstacle]);
    expect(withDueDate(one, true, 'automatic', NOW).certificateDueAt).toBeUndefined();
  });

  test('a requirement, and a word that the edition asks for', () => {
    expect(obstacles(named, false, 'automatic')).toEqual(['incomplete']);
    expect(obstacles(named, true, 'by-facilitator')).toEqual(['not-released']);
    expect(obstacles(withRelease(named, decision), true, 'by-facilitator')).toEqual([]);
  });

  test('a hold stops a certificate that was released', () => {
    const held = withHold(withRelease(named, decision), { ...decision, reason: 'Wait' });
    expect(obstacles(held, true, 'by-facilitator')).toEqual(['held']);
    expect(obstacles(withHold(held, undefined), true, 'by-facilitator')).toEqual([]);
  });
});

describe('when a certificate is due', () => {
  const due = withDueDate(named, true, 'automatic', NOW);

  test('from the first moment on at which nothing stands in the way', () => {
    expect(due.certificateDueAt).toEqual(NOW);
    expect(withDueDate(due, true, 'automatic', LATER)).toBe(due);
  });

  test('not any more when a record is corrected, or it is held', () => {
    expect(withDueDate(due, false, 'automatic', LATER)).not.toHaveProperty('certificateDueAt');
    const held = withHold(due, { ...decision, reason: 'Wait' });
    expect(withDueDate(held, true, 'automatic', LATER)).not.toHaveProperty('certificateDueAt');
  });

  test('never again after it was issued', () => {
    const issued = withIssued(due, NOW);
    expect(issued).not.toHaveProperty('certificateDueAt');
    expect(withDueDate(issued, true, 'automatic', LATER)).toBe(issued);
  });
});

describe('names', () => {
  test('the last one counts, and all are kept', () => {
    const corrected = withName(named, { text: 'Nalinee', shown: true }, decision);
    expect(confirmedName(corrected)).toEqual({ text: 'Nalinee', shown: true, ...decision });
    expect(corrected.certificateClaim?.names).toHaveLength(2);
  });

  test('the same one again is no change', () => {
    expect(withName(named, name, { by: enrolment.id, at: LATER })).toBe(named);
  });

  test('a person’s own are limited, a facilitator’s are not', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (own) => {
        const all = own.reduce((current, isOwn, index) => {
          const by = isOwn ? current.id : decision.by;
          return withName(current, { text: `Name ${index}`, shown: false }, { by, at: NOW });
        }, enrolment);
        const used = own.filter((isOwn) => isOwn).length;
        expect(ownNamesLeft(all)).toBe(Math.max(0, OWN_NAMES - used));
      }),
    );
  });
});
