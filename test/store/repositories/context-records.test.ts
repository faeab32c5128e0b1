import { openForEach, START } from '../support/open';

const KEY = { registrationId: 'r', deploymentId: 'd', contextId: 'c' };
const RECORD = { ...KEY, lineItems: {}, scopes: [], launchedAt: START };

describe('context records', () => {
  const current = openForEach();

  it('are made, then changed', async () => {
    const { contextRecords } = current().repositories;
    expect(await contextRecords.find(KEY)).toBeUndefined();
    const made = await contextRecords.change(KEY, (none) => {
      expect(none).toBeUndefined();
      return { ...RECORD, title: 'Course' };
    });
    expect(made).toMatchObject({ ...RECORD, title: 'Course', version: 1 });
    const changed = await contextRecords.change(KEY, (record) => ({
      ...RECORD,
      ...record,
      lineItems: { 'live-1-2': 'https://platform.example/1' },
    }));
    expect(changed).toEqual({
      ...made,
      version: 2,
      lineItems: { 'live-1-2': 'https://platform.example/1' },
    });
    expect(await contextRecords.find(KEY)).toEqual(changed);
  });

  it('stay as they are when there is nothing to write', async () => {
    const { contextRecords } = current().repositories;
    expect(await contextRecords.change(KEY, () => undefined)).toBeUndefined();
    const made = await contextRecords.change(KEY, () => RECORD);
    expect(await contextRecords.change(KEY, () => undefined)).toEqual(made);
  });

  it('take every change of many at once, from two processes', async () => {
    const { repositories, other } = current();
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        (i % 2 === 0 ? repositories : other).contextRecords.change(KEY, (record) => ({
          ...RECORD,
          ...record,
          lineItems: { ...record?.lineItems, [`activity-${i}`]: `https://platform.example/${i}` },
        })),
      ),
    );
    const stored = await other.contextRecords.find(KEY);
    expect(Object.keys(stored?.lineItems ?? {})).toHaveLength(40);
    expect(stored?.version).toBe(40);
  });
});
