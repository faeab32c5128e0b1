import request from 'supertest';

import { CLAIM, LEARNER, startTestPlatform, type TestPlatform } from './support/test-platform';
import { beginLogin, register, startTool, TARGET } from './support/tool';

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
    const now = Math.floor(Date.now() / 1000);
    const idToken = platform.signIdToken({
      iss: platform.issuer,
      aud: 'client-1',
      sub: 'person-1',
      iat: now,
      exp: now + 60,
      nonce: login.nonce,
      [`${CLAIM}message_type`]: 'LtiResourceLinkRequest',
      [`${CLAIM}version`]: '1.3.0',
      [`${CLAIM}deployment_id`]: 'deployment-1',
      [`${CLAIM}target_link_uri`]: TARGET,
      [`${CLAIM}resource_link`]: { id: 'link-1' },
      [`${CLAIM}context`]: { id: 'context-1' },
      [`${CLAIM}roles`]: [LEARNER],
    });

    const response = await request(tool.app)
      .post('/lti/launch')
      .set('Cookie', login.cookie)
      .type('form')
      .send({ id_token: idToken, state: login.state });

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
});
