import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Database } from '../../../lti-tool/store/embedded/database';
import { WriteQueue } from '../../../lti-tool/store/embedded/write-queue';
import { temporaryFolder } from '../support/open';

describe('the write queue', () => {
  const folder = temporaryFolder();
  let files = 0;
  let file: string;
  let database: Database;
  let queue: WriteQueue;
  const insert = (id: number) => (): number => database.run('INSERT INTO numbers VALUES (?)', [id]);
  const count = (from: Database): unknown => from.get('SELECT COUNT(*) AS n FROM numbers')?.['n'];

  beforeEach(() => {
    file = path.join(folder, `${++files}.db`);
    database = new Database(file);
    database.exec('CREATE TABLE numbers (id INTEGER PRIMARY KEY)');
    queue = new WriteQueue(database);
  });
  afterEach(() => {
    database.close();
  });

  it('commits all writes of one turn together, and acknowledges them afterwards', async () => {
    const reader = new Database(file);
    const transactions = jest.spyOn(database, 'transaction');
    const writes = Array.from({ length: 50 }, (_, id) =>
      queue.write(insert(id)).then(() => count(reader)),
    );
    expect(await Promise.all(writes)).toEqual(writes.map(() => 50));
    expect(transactions).toHaveBeenCalledTimes(1);
    reader.close();
  });

  it('rejects a write that fails by itself alone', async () => {
    const outcomes = await Promise.allSettled([1, 2, 2, 3].map((id) => queue.write(insert(id))));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(count(database)).toBe(3);
  });

  it('rejects all writes of a transaction that cannot be committed, and keeps none', async () => {
    jest.spyOn(database, 'exec').mockImplementationOnce((sql) => {
      Database.prototype.exec.call(database, sql);
      jest.spyOn(database, 'exec').mockImplementationOnce(() => {
        throw new Error('disk full');
      });
    });
    const outcomes = await Promise.allSettled([1, 2].map((id) => queue.write(insert(id))));
    expect(outcomes).toEqual([
      { status: 'rejected', reason: new Error('disk full') },
      { status: 'rejected', reason: new Error('disk full') },
    ]);
    expect(count(database)).toBe(0);
    await queue.write(insert(3));
    expect(count(database)).toBe(1);
  });

  it('waits while another process writes, without stopping this one', async () => {
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    other.run('INSERT INTO numbers VALUES (7)');
    let settled = false;
    const write = queue.write(insert(8)).then(() => {
      settled = true;
    });
    for (let turn = 0; turn < 20; turn++) {
      await nextTurn();
      expect(count(database)).toBe(0);
    }
    expect(settled).toBe(false);
    other.exec('COMMIT');
    await write;
    expect(count(other)).toBe(2);
    other.close();
  });
});
