import type { Reading } from '../../../lti-tool/content/programme';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import {
  createReadingService,
  type ReadingService,
} from '../../../lti-tool/features/reading/service';
import { sampleModule } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const reading = sampleModule.readings[0] as Reading;

let world: World;
let service: ReadingService;
let person: Enrolment;
beforeAll(async () => {
  world = await openWorld();
  service = createReadingService(world.progress, world.now);
});
afterAll(() => world.close());
beforeEach(async () => {
  person = await world.enrol();
});

/** Opens pages as requests do: each with the person's newest record. */
async function open(...pages: number[]): Promise<void> {
  for (const page of pages) await service.open(await world.newest(person), reading, page);
}
const confirm = async () => service.confirm(await world.newest(person), reading);
const resumeAt = async () => service.resumeAt(await world.newest(person), reading);

test('opening every page completes nothing and earns no score', async () => {
  await open(1, 2, 3);
  const { opened, status } = await service.open(person, reading, 3);
  expect(opened).toEqual([1, 2, 3]);
  expect(status.state).toBe('pending');
  expect((await world.newest(person)).scores).toEqual([]);
});

test('opening a page again adds nothing to the ledger', async () => {
  await open(2);
  world.pass(60_000);
  const before = await world.newest(person);
  await open(2, 2);
  expect(await world.newest(person)).toEqual(before);
});

test.each([[[]], [[1]], [[1, 3]], [[3]]])(
  'a confirmation after the pages %j records nothing',
  async (pages) => {
    await open(...pages);
    const before = await world.newest(person);
    expect(await confirm()).toBeUndefined();
    expect(await world.newest(person)).toEqual(before);
  },
);

test('every page, in any order, and the confirmation complete it, once', async () => {
  await open(3, 1, 2);
  const state = await confirm();
  expect(state).toMatchObject({ opened: [1, 2, 3], status: { state: 'met', since: world.now() } });
  const after = await world.newest(person);
  expect(after.scores).toMatchObject([{ activityId: reading.id, scoreGiven: 1, scoreMaximum: 1 }]);
  world.pass(60_000);
  await confirm();
  expect(await world.newest(person)).toEqual(after);
});

test('one resumes at the furthest page, and at the first of a completed reading', async () => {
  expect(await resumeAt()).toBe(1);
  await open(1);
  expect(await resumeAt()).toBe(1);
  await open(3, 2);
  expect(await resumeAt()).toBe(3);
  await confirm();
  expect(await resumeAt()).toBe(1);
});

test('pages that the reading no longer has count for nothing', async () => {
  await open(1, 2, 3);
  const [first, second] = reading.pages;
  if (!first || !second) throw new Error('the sample is too small');
  const shorter = { ...reading, pages: [first, second] };
  const newest = await world.newest(person);
  expect(service.resumeAt(newest, shorter)).toBe(2);
  expect((await service.open(newest, shorter, 1)).opened).toEqual([1, 2]);
});
