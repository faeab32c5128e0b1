import { EmbeddedCollection } from '../../lti-tool/store/embedded/collection';
import { startTestPlatform } from '../lti/support/test-platform';
import { registerPlatform, signedLaunch } from '../support/signed-launch';
import { startTool } from '../support/running-tool';

jest.setTimeout(60_000);

const METHODS = ['find', 'get', 'count', 'insert', 'replace', 'remove', 'take'] as const;

test('a known person’s launch asks the store four times, and its page twice', async () => {
  const start = new Date();
  // A clock that stands still: what is remembered for seconds stays so on a slow machine.
  const running = await startTool({ now: () => start });
  const platform = await startTestPlatform();
  await registerPlatform(running, platform, ['deployment-1']);
  await signedLaunch(running, platform, { name: 'Zulfiya Karimova' });

  const calls = METHODS.map((name) => jest.spyOn(EmbeddedCollection.prototype, name));
  const { page } = await signedLaunch(running, platform, { name: 'Zulfiya Karimova' });
  const counts = calls.map((call, index) => [METHODS[index], call.mock.calls.length] as const);
  jest.restoreAllMocks();

  expect(page.status).toBe(200);
  expect(Object.fromEntries(counts)).toEqual({
    // The login, and the session.
    insert: 2,
    // The login.
    take: 1,
    // The enrolment.
    find: 1,
    // For the page: session and enrolment.
    get: 2,
    count: 0,
    replace: 0,
    remove: 0,
  });
  await running.close();
  await platform.close();
});
