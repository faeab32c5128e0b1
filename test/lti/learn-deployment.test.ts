import { sign } from 'jsonwebtoken';
import { memoryRepositories } from './support/memory-repositories';
import { CLAIM, foreignKey, startTestPlatform, type TestPlatform } from './support/test-platform';
import { beginLogin, launchClaims, postLaunch, register, startTool } from './support/tool';

/** Canvas makes its deployments after it registered the tool, and several for one key. */
describe('a platform that names its deployments at launch', () => {
  let platform: TestPlatform;
  beforeEach(async () => {
    platform = await startTestPlatform();
  });
  afterEach(() => platform.close());

  async function start(learns: boolean) {
    const repositories = memoryRepositories();
    const tool = startTool({ repositories });
    await register(tool, platform, {
      deployments: [],
      ...(learns && { learnsDeployments: true }),
    });
    return {
      tool,
      deployments: async () => (await repositories.registrations.all())[0]?.deployments,
      launch: async (deployment: string, forged = false) => {
        const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });
        const claims = {
          ...launchClaims(platform, login),
          [`${CLAIM}deployment_id`]: deployment,
        };
        const token = forged
          ? sign(claims, foreignKey(), { algorithm: 'RS256', keyid: 'key-1' })
          : platform.signIdToken(claims);
        return postLaunch(tool, login, token);
      },
    };
  }

  it('has each deployment learnt from its first launch, and no twice', async () => {
    const { tool, launch, deployments } = await start(true);
    for (const deployment of ['a', 'b', 'a']) {
      expect((await launch(deployment)).status).toBe(303);
    }
    expect(await deployments()).toEqual(['a', 'b']);
    expect(tool.launches.map(({ deploymentId }) => deploymentId)).toEqual(['a', 'b', 'a']);
  });

  it('teaches nothing by a launch that it did not sign', async () => {
    const { launch, deployments } = await start(true);
    expect((await launch('a', true)).status).toBe(401);
    expect(await deployments()).toEqual([]);
  });

  it('is the exception: others are refused with a deployment that is not listed', async () => {
    const { launch, deployments } = await start(false);
    const answer = await launch('a');
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ id: 'launch-deployment-unknown' });
    expect(await deployments()).toEqual([]);
  });

  it('can bring a thousand, and no more', async () => {
    const repositories = memoryRepositories();
    const tool = startTool({ repositories });
    await register(tool, platform, {
      deployments: Array.from({ length: 1000 }, (_, i) => `d${i}`),
      learnsDeployments: true,
    });
    const login = await beginLogin(tool, { iss: platform.issuer, client_id: 'client-1' });
    const token = platform.signIdToken({
      ...launchClaims(platform, login),
      [`${CLAIM}deployment_id`]: 'one too many',
    });
    expect((await postLaunch(tool, login, token)).status).toBe(403);
  });
});
