import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeTool, type Tool } from '../../lti-tool/compose';
import { loadConfig } from '../../lti-tool/config';
import { completionRules } from '../../lti-tool/content/requirements';
import { withDueDate, withName } from '../../lti-tool/domain/certificate-claim';
import type { Store } from '../../lti-tool/store/collection';
import { createLogger } from '../../lti-tool/logger';
import { openEmbeddedStore } from '../../lti-tool/store/embedded/store';
import { createRepositories, type Repositories } from '../../lti-tool/store/repositories';
import { evidence } from '../support/issuing';

jest.setTimeout(120_000);

let folder: string;
let tools: Tool[];
let store: Store;
let repositories: Repositories;
const log: string[] = [];
const now = (): Date => new Date();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'two-tools-'));
  const config = loadConfig({ DATA_DIR: folder });
  const logger = createLogger('warn', { write: (line: string) => log.push(line) });
  tools = [await composeTool(config, { logger }), await composeTool(config, { logger })];
  store = await openEmbeddedStore({ file: path.join(folder, 'training.sqlite'), now });
  repositories = createRepositories(store);
});
afterAll(async () => {
  for (const tool of tools) await tool.issuer.stop();
  for (const tool of tools) await tool.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function duePerson(subject: string, text: string): Promise<string> {
  const [tool] = tools;
  if (!tool) throw new Error('no tool');
  const { requirements } = completionRules(tool.programme);
  const { id } = await repositories.enrolments.enrol({
    registrationId: 'registration',
    deploymentId: 'deployment',
    contextId: 'context',
    subject,
    role: 'participant',
    launchedAt: now(),
  });
  await repositories.enrolments.change(id, (current) => {
    const ledger = requirements.flatMap((requirement) => evidence(requirement, now()));
    const named = withName({ ...current, ledger }, { text, shown: false }, { by: id, at: now() });
    return withDueDate(named, true, 'automatic', now());
  });
  return id;
}

test('two tools on one file that issue at once issue one certificate to each person', async () => {
  const names = ['Asha Tamang', 'สมหญิง แสงทอง'];
  const ids = [];
  for (const [index, name] of names.entries()) ids.push(await duePerson(`person-${index}`, name));
  await Promise.all(tools.map(({ issuer }) => issuer.runOnce()));
  expect(log).toEqual([]);
  for (const [index, id] of ids.entries()) {
    const all = await repositories.certificates.allOf(id);
    expect(all.map(({ name, status }) => [name, status])).toEqual([[names[index], 'valid']]);
    const file = await repositories.certificates.file(all[0]?.id ?? '');
    expect(
      Buffer.from(file?.pdf ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await repositories.enrolments.get(id)).not.toHaveProperty('certificateDueAt');
  }
});
