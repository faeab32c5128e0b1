import type { Programme, Programmes } from '../../../lti-tool/content/programme';
import { createContextEditions } from '../../../lti-tool/features/edition/context-editions';
import { programme } from '../../support/sample-programme';
import { openWorld, type World } from '../../support/world';

const other: Programme = {
  ...programme,
  edition: { ...programme.edition, id: 'africa-2027', title: 'Africa' },
};
const programmes: Programmes = {
  usual: programme,
  byEdition: new Map([programme, other].map((one) => [one.edition.id, one])),
};

let world: World;
let contextId: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  contextId = `context ${Math.random()}`;
});

const key = (fields = {}) => ({
  registrationId: 'registration',
  deploymentId: 'deployment',
  contextId,
  ...fields,
});
const open = () =>
  createContextEditions({
    contextRecords: world.repositories.contextRecords,
    programmes,
    now: world.now,
  });

test('until a facilitator says it, the usual edition counts', async () => {
  const editions = open();
  expect(editions.programmeOf(key())).toBe(programme);
  expect(await editions.isOpen(key())).toBe(true);
});

test('what was said counts at once, for this context only, and is asked no more', async () => {
  const editions = open();
  expect(await editions.confirm(key(), 'africa-2027')).toBe(true);
  expect(editions.programmeOf({ ...key(), ...{ more: 1 } })).toBe(other);
  expect(await editions.isOpen(key())).toBe(false);
  for (const elsewhere of [
    { contextId: 'copy' },
    { deploymentId: 'other' },
    { registrationId: 'other' },
  ]) {
    expect(editions.programmeOf(key(elsewhere))).toBe(programme);
    expect(await editions.isOpen(key(elsewhere))).toBe(true);
  }
});

test('the first of two answers stays, also of two at once', async () => {
  const [one, two] = [open(), open()];
  await Promise.all([one.confirm(key(), 'africa-2027'), two.confirm(key(), 'asia-2026')]);
  const stored = (await world.repositories.contextRecords.find(key()))?.edition;
  expect(one.programmeOf(key()).edition.id).toBe(stored);
  expect(two.programmeOf(key()).edition.id).toBe(stored);
});

test('what the context’s launches told stays', async () => {
  const record = {
    ...key(),
    title: 'Course',
    lineItems: { 'm01-r1': 'https://platform.example/columns/1' },
    scopes: ['x'],
    launchedAt: world.now(),
  };
  await world.repositories.contextRecords.change(key(), () => record);
  await open().confirm(key(), 'africa-2027');
  expect(await world.repositories.contextRecords.find(key())).toMatchObject({
    ...record,
    edition: 'africa-2027',
  });
});

test('an edition that is not there is no answer', async () => {
  const editions = open();
  for (const id of ['', 'asia-2030', '__proto__', 'constructor']) {
    expect(await editions.confirm(key(), id)).toBe(false);
  }
  expect(await editions.isOpen(key())).toBe(true);
});

test('another process learns it when it asks, and at the next refresh', async () => {
  const [here, asking, refreshed] = [open(), open(), open()];
  await here.confirm(key(), 'africa-2027');
  expect(refreshed.programmeOf(key())).toBe(programme);
  await refreshed.refresh();
  expect(refreshed.programmeOf(key())).toBe(other);
  expect(await asking.isOpen(key())).toBe(false);
  expect(asking.programmeOf(key())).toBe(other);
});

test('an edition whose file is gone is asked for anew', async () => {
  const contextRecord = { ...key(), lineItems: {}, scopes: [], launchedAt: world.now() };
  const gone = { ...contextRecord, edition: 'gone-2019' };
  await world.repositories.contextRecords.change(key(), () => gone);
  const editions = open();
  expect(await editions.isOpen(key())).toBe(true);
  expect(editions.programmeOf(key())).toBe(programme);
  expect(await editions.confirm(key(), 'africa-2027')).toBe(true);
  expect(editions.programmeOf(key())).toBe(other);
});
