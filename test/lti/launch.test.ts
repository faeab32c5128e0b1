import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import request from 'supertest';

import { openEmbeddedStore } from '../../lti-tool/store/embedded/store';
import { createRepositories } from '../../lti-tool/store/repositories';
import { startTestPlatform, type TestPlatform } from './support/test-platform';
import { beginLogin, launchClaims, postLaunch, register, startTool, TARGET } from './support/tool';

describe('login and launch', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.close());

  it('leads from the platform’s login to an accepted launch', async () => {
    const tool = startTool();
    await register(tool, platform);
    const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });

    const response = await postLaunch(
      tool,
      login,
      platform.signIdToken(launchClaims(platform, login)),
    );

    expect(tool.errors).toEqual([]);
    expect(response.status).toBe(303);
    expect(tool.launches).toEqual([
      {
        messageType: 'LtiResourceLinkRequest',
        registrationId: 'registration-1',
        issuer: platform.issuer,
        clientId: 'client-1',
        deploymentId: 'deployment-1',
        targetLinkUri: TARGET,
        subject: 'person-1',
        role: 'participant',
        context: { id: 'context-1' },
        resourceLink: { id: 'link-1' },
      },
    ]);
  });

  it('lets one of many identical launches through, on the embedded store too', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lti-'));
    const now = () => new Date();
    const store = await openEmbeddedStore({ file: path.join(folder, 'test.sqlite'), now });
    const tool = startTool({ repositories: createRepositories(store) });
    await register(tool, platform);
    const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });
    const idToken = platform.signIdToken(launchClaims(platform, login));

    const responses = await Promise.all(
      Array.from({ length: 10 }, () => postLaunch(tool, login, idToken)),
    );

    expect(responses.map(({ status }) => status).sort()).toEqual([
      303,
      ...Array<number>(9).fill(401),
    ]);
    expect(tool.launches).toHaveLength(1);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('lets several tools live in one process, each with its own registrations', async () => {
    const [one, other] = [startTool(), startTool()];
    await register(one, platform);

    await expect(
      beginLogin(one, { iss: platform.issuer, client_id: 'client-1' }),
    ).resolves.toBeDefined();
    await expect(
      beginLogin(other, { iss: platform.issuer, client_id: 'client-1' }),
    ).rejects.toThrow('launch-platform-unknown');
  });

  it('sets nothing of ltijs’s on the answer', async () => {
    const tool = startTool();
    await register(tool, platform);
    const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });

    const response = await postLaunch(
      tool,
      login,
      platform.signIdToken(launchClaims(platform, login)),
    );

    const set = response.get('Set-Cookie') ?? [];
    expect(set.map((line) => line.split('=')[0])).toEqual([login.cookie.split('=')[0]]);
    expect(response.headers['strict-transport-security']).toBeUndefined();
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect(response.headers['location']).toBe('/activity');
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('answers an error of whoever takes the launch with the error page', async () => {
    const tool = startTool({ onLaunch: () => Promise.reject(new Error('no room')) });
    await register(tool, platform);
    const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });

    const response = await postLaunch(
      tool,
      login,
      platform.signIdToken(launchClaims(platform, login)),
    );

    expect(response.status).toBe(500);
    expect(tool.errors).toEqual([new Error('no room')]);
  });

  it('makes a deactivated platform wait outside within five seconds', async () => {
    let time = Date.now();
    const tool = startTool({ now: () => new Date(time) });
    const registration = await register(tool, platform);
    const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });
    await tool.repositories.registrations.save({ ...registration, active: false });
    time += 5000;

    await expect(beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' })).rejects.toThrow(
      'launch-platform-inactive',
    );
    const response = await postLaunch(
      tool,
      login,
      platform.signIdToken(launchClaims(platform, login)),
    );
    expect(response.body).toMatchObject({ id: 'launch-platform-inactive' });
    expect(tool.launches).toEqual([]);
  });
});

describe('the addresses under /lti', () => {
  it.each([
    ['get', '/lti/launch', 200, undefined],
    ['get', '/lti/launch?m=1', 200, undefined],
    ['get', '/lti/login', 400, 'request-invalid'],
    ['put', '/lti/launch', 405, 'method-not-allowed'],
    ['delete', '/lti/login', 405, 'method-not-allowed'],
    ['post', '/lti/keys', 405, 'method-not-allowed'],
  ] as const)('%s %s answers %i', async (method, path, status, id) => {
    const response = await request(startTool().app)[method](path);

    expect(response.status).toBe(status);
    if (id) expect(response.body).toMatchObject({ id });
  });
});
