import { withName, withNameShown } from '../../../lti-tool/domain/certificate-claim';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import { createAgreeOnNameShown } from '../../../lti-tool/progress/issuing/name-shown';
import { completeLedger, issuingOn } from '../../support/issuing';
import { openWorld, type World } from '../../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('of two answers that overtake each other on the way to the register, the later one holds', async () => {
  const { enrolments, certificates } = world.repositories;
  const { claims, issueTo, agreeOnNameShown } = issuingOn(world.repositories, { now: world.now });
  const { id } = await world.enrol();
  const say = (next: (one: Enrolment) => Enrolment) => claims.change(id, next);
  const name = { text: 'Asha', shown: false };
  const decision = { by: id, at: world.now() };
  await say((one) => withName({ ...one, ledger: completeLedger(world.now()) }, name, decision));
  await issueTo(id);

  let isFirst = true;
  const slow = createAgreeOnNameShown({
    certificates,
    enrolments: {
      async get(asked) {
        const read = await enrolments.get(asked);
        if (isFirst) {
          isFirst = false;
          await agreeOnNameShown(id);
          await say((one) => withNameShown(one, false, world.now()));
          await agreeOnNameShown(id);
        }
        return read;
      },
    },
  });
  await say((one) => withNameShown(one, true, world.now()));
  await slow(id);
  expect(isFirst).toBe(false);
  expect((await certificates.ofEnrolment(id))?.nameShown).toBe(false);
});
