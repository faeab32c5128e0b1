import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../lti-tool/config';
import { retirePractice, startPractice } from '../lti-tool/practice';
import { FIELDS, startRegistering } from './lti/support/registering';
import { programme } from './support/sample-programme';
import { freePort } from './support/tool-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practice-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe.each(['moodle', 'canvas'])('a data folder of evaluation mode, as %s', (mode) => {
  it('opens nothing to the practice LMS in production, and works again in evaluation', async () => {
    const { service } = startRegistering(true);
    const PRACTICE_LMS_PORT = await freePort();
    const config = loadConfig({ DATA_DIR: folder, PRACTICE_LMS_PORT, PRACTICE_LMS_MODE: mode });
    const evaluation = async (): Promise<void> => {
      const lms = await startPractice(config, { programme, registrations: service });
      await lms?.close();
    };
    await evaluation();
    await service.add(FIELDS);
    const active = async (): Promise<unknown> =>
      (await service.list()).map(({ issuer, active: on }) => [issuer === FIELDS.issuer, on]);

    expect(await retirePractice(service)).toBe(1);
    expect(await active()).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(await retirePractice(service)).toBe(0);

    await evaluation();
    expect(await active()).toEqual([
      [false, true],
      [true, true],
    ]);
  });
});

it('leaves platforms alone that only look like it', async () => {
  const { service } = startRegistering(true);
  const canvas = {
    ...FIELDS,
    clientId: '10000000000001',
    issuer: 'https://canvas.instructure.com',
  };
  const keys = '/api/lti/security/jwks';
  await service.add({ ...canvas, jwksUrl: `https://sso.canvaslms.com${keys}` });
  await service.add({
    ...canvas,
    clientId: '290000000000017',
    jwksUrl: `http://localhost:80${keys}`,
  });
  expect(await retirePractice(service)).toBe(0);
});
