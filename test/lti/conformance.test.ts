import { startTestPlatform, CLAIM, type Claims, type TestPlatform } from './support/test-platform';
import { beginLogin, launchClaims, postLaunch, register, startTool } from './support/tool';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const initiation = { iss: 'https://platform.example', client_id: 'client-1' };

/** Checks 1 to 21 of the project's LTI reference, which follow 1EdTech's certification suite. */
describe('launches of the certification suite', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.close());

  async function launch(changes: Claims, kid?: string | null) {
    const tool = startTool();
    await register(tool, platform);
    const login = await beginLogin(tool, initiation);
    const idToken = platform.signIdToken({ ...launchClaims(platform, login), ...changes }, kid);
    const response = await postLaunch(tool, login, idToken);
    return { response, launch: tool.launches[0] };
  }

  it.each([
    ['1: no kid', {}, null],
    ['2: a wrong kid', {}, 'nobody'],
    ['3: a wrong version', { [`${CLAIM}version`]: '11.3' }, undefined],
    ['4: no version', { [`${CLAIM}version`]: undefined }, undefined],
    ['7: a time long past', { iat: 11111, exp: 22222 }, undefined],
    ['8: no message_type', { [`${CLAIM}message_type`]: undefined }, undefined],
    ['9: no roles', { [`${CLAIM}roles`]: undefined }, undefined],
    ['10: no deployment_id', { [`${CLAIM}deployment_id`]: undefined }, undefined],
    ['11: no resource_link id', { [`${CLAIM}resource_link`]: {} }, undefined],
    ['11: no resource_link', { [`${CLAIM}resource_link`]: undefined }, undefined],
    ['12: no sub', { sub: undefined }, undefined],
    ['12: an empty sub', { sub: '' }, undefined],
    ['12: a sub that is no text', { sub: { $ne: 1 } }, undefined],
    ['no context', { [`${CLAIM}context`]: undefined }, undefined],
    ['a context without id', { [`${CLAIM}context`]: { title: 'x' } }, undefined],
    ['no target_link_uri', { [`${CLAIM}target_link_uri`]: undefined }, undefined],
    ['roles that are no list', { [`${CLAIM}roles`]: 'Instructor' }, undefined],
    ['Deep Linking', { [`${CLAIM}message_type`]: 'LtiDeepLinkingRequest' }, undefined],
  ])('refuses %s', async (_name, changes: Claims, kid) => {
    const { response, launch: accepted } = await launch(changes, kid);

    expect(accepted).toBeUndefined();
    expect([400, 401]).toContain(response.status);
    expect(response.body).toMatchObject({
      id: expect.stringMatching(/^launch-(invalid|expired)$/) as string,
      title: expect.any(String) as string,
      whatToDo: expect.any(String) as string,
    });
  });

  it('refuses 5: a JWT that is no LTI message, and 6: one without several claims', async () => {
    const only = (kept: readonly string[]) => (claims: Claims) =>
      Object.fromEntries(
        Object.keys(claims).map((name) => [name, kept.includes(name) ? claims[name] : undefined]),
      );
    for (const kept of [
      ['iss', 'aud', 'iat', 'exp', 'nonce'],
      ['iss', 'aud', 'sub', 'iat', 'exp', 'nonce', `${CLAIM}version`],
    ]) {
      const tool = startTool();
      await register(tool, platform);
      const login = await beginLogin(tool, initiation);
      const idToken = platform.signIdToken(only(kept)(launchClaims(platform, login)));

      const response = await postLaunch(tool, login, idToken);

      expect(response.status).toBe(401);
      expect(response.body).toMatchObject({ id: 'launch-invalid' });
    }
  });

  it.each([
    ['who', { sub: undefined }, 'who you are'],
    ['which course', { [`${CLAIM}context`]: undefined }, 'which course'],
  ])('says %s is missing', async (_name, changes: Claims, words) => {
    const { response } = await launch(changes);
    expect(response.body).toMatchObject({ title: expect.stringContaining(words) as string });
  });

  it.each([
    ['13: full, as a participant', [`${MEMBERSHIP}#Learner`], 'participant'],
    ['13: full, as a facilitator', [`${MEMBERSHIP}#Instructor`], 'facilitator'],
    [
      '14: many roles',
      [`${MEMBERSHIP}#Learner`, `${MEMBERSHIP}#Mentor`, `${MEMBERSHIP}#Instructor`],
      'facilitator',
    ],
    ['15: a short role', ['Instructor'], 'facilitator'],
    ['15: a short learner role', ['Learner'], 'participant'],
    ['16: an unknown role', ['http://example.org/roles#Wizard'], 'participant'],
    ['17: empty roles', [], 'participant'],
  ])('accepts %s', async (_name, roles, role) => {
    const { launch: accepted } = await launch({ [`${CLAIM}roles`]: roles });
    expect(accepted).toMatchObject({ role });
  });

  it.each([
    ['18: e-mail only', { email: 'a@example.org' }, { email: 'a@example.org' }],
    ['19: names only', { given_name: 'Ana', family_name: 'López' }, { name: 'Ana López' }],
    ['20: nothing personal', {}, {}],
    ['20: null and empty', { name: null, email: '', given_name: '' }, {}],
    ['20: not what they should be', { name: 7, email: 'no address', locale: {} }, {}],
  ])('accepts %s', async (_name, claims: Claims, expected) => {
    const { launch: accepted } = await launch(claims);
    const { name, email } = accepted ?? {};
    expect(accepted).toBeDefined();
    expect(JSON.parse(JSON.stringify({ name, email }))).toEqual(expected);
  });

  it('leaves out addresses that are none', async () => {
    const { launch: accepted } = await launch({
      [`${CLAIM}launch_presentation`]: { return_url: 'javascript:alert(1)', locale: 'th' },
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope: ['x'],
        lineitem: 'file:///etc/passwd',
      },
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: 'ftp://platform.example',
      },
    });

    expect(accepted).toMatchObject({ locale: 'th', ags: { scopes: ['x'] } });
    expect(accepted).not.toHaveProperty('returnUrl');
    expect(accepted).not.toHaveProperty('membershipsUrl');
    expect(accepted?.ags).not.toHaveProperty('lineItem');
  });
});
