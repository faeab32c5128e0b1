import { EmbeddedCollection } from '../../lti-tool/store/embedded/collection';
import { startTestPlatform } from '../lti/support/test-platform';
import { startTool } from '../support/running-tool';
import { registerPlatform, signedLaunch } from '../support/signed-launch';

const OPERATIONS = ['find', 'get', 'count', 'insert', 'replace', 'remove', 'take'] as const;

/** The page asks twice by itself: for its session and its enrolment. */
const OF_THE_PAGE = 2;

/** How often one launch of a known person asks the store: its login and its launch, without the page. */
export async function storeRoundTrips(): Promise<number> {
  const start = new Date();
  const running = await startTool({ now: () => start });
  const platform = await startTestPlatform();
  try {
    await registerPlatform(running, platform, ['deployment-1']);
    await signedLaunch(running, platform);
    const counter = countCalls();
    await signedLaunch(running, platform);
    return counter.stop() - OF_THE_PAGE;
  } finally {
    await running.close();
    await platform.close();
  }
}

/** Counts on every collection of this process; both stores ask through the same port. */
function countCalls(): { stop(): number } {
  const prototype = EmbeddedCollection.prototype as unknown as Record<
    string,
    (...given: unknown[]) => unknown
  >;
  let calls = 0;
  const originals = OPERATIONS.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of originals) {
    prototype[name] = function counted(this: unknown, ...given: unknown[]): unknown {
      calls += 1;
      return original?.apply(this, given);
    };
  }
  return {
    stop() {
      for (const [name, original] of originals) if (original) prototype[name] = original;
      return calls;
    },
  };
}
