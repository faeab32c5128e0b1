import { startTestPlatform, type TestPlatform } from '../lti/support/test-platform';
import { type AppRoute, routesOf } from '../support/routes';
import { type RunningTool, startTool } from '../support/running-tool';
import { INSTRUCTOR, registerPlatform, signedLaunch } from '../support/signed-launch';

const ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';

/** A running tool, a platform that signs whatever is asked, and people inside. */
export interface World {
  readonly origin: string;
  readonly platform: TestPlatform;
  readonly routes: readonly AppRoute[];
  readonly activities: readonly string[];
  readonly visits: readonly { readonly cookie: string; readonly formToken: string }[];
  /** @throws Error when a plain launch does not open its activity any more. */
  stillServes(): Promise<void>;
  close(): Promise<void>;
}

/** The whole app on a free port of this machine, with a store of its own. */
export async function startWorld(): Promise<World> {
  const running = await startTool();
  const platform = await startTestPlatform();
  await registerPlatform(running, platform, ['deployment-1']);
  const everybody = [undefined, [INSTRUCTOR], [INSTRUCTOR, ADMINISTRATOR]];
  const visits = await Promise.all(
    everybody.map((roles, index) => startVisit(running, platform, `person-${index}`, roles)),
  );
  return {
    origin: running.url,
    platform,
    routes: routesOf(running.tool.app),
    activities: [...running.tool.programme.activities.keys(), 'progress', 'certificate'],
    visits,
    async stillServes() {
      const { page } = await signedLaunch(running, platform, { subject: 'somebody else' });
      if (page.status !== 200) throw new Error(`A plain launch ends with ${page.status}`);
    },
    async close() {
      await running.close();
      await platform.close();
    },
  };
}

async function startVisit(
  running: RunningTool,
  platform: TestPlatform,
  subject: string,
  roles: readonly string[] | undefined,
): Promise<World['visits'][number]> {
  const { visit } = await signedLaunch(running, platform, { subject, ...(roles && { roles }) });
  const cookie = visit.browser.cookie(running.url, 'launch-session');
  if (cookie === undefined) throw new Error('The launch left no session');
  return { cookie: `launch-session=${cookie}`, formToken: await visit.formToken() };
}
