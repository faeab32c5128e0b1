import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Database } from '../../../lti-tool/store/embedded/database';
import { temporaryFolder } from '../support/open';

describe('a new store file', () => {
  const folder = temporaryFolder();

  test('is for its owner only, with its companions, in a folder that others can open', () => {
    const database = new Database(path.join(folder, 'store.db'));
    database.exec('CREATE TABLE things (id TEXT)');
    const modes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o777);
    database.close();
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });
});
