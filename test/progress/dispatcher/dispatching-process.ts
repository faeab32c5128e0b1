import { createScores } from '../../../lti-tool/lti/services/ags';
import { createServiceCalls } from '../../../lti-tool/lti/services/call';
import { createPlatformHttp } from '../../../lti-tool/lti/services/http';
import { createDispatcher } from '../../../lti-tool/progress/dispatcher/dispatcher';
import { openEmbeddedStore } from '../../../lti-tool/store/embedded/store';
import { createRepositories } from '../../../lti-tool/store/repositories';
import { registration } from '../../lti/services/registration';

/** A process of its own that sends what is due: `<store file> <seconds that its clock is ahead>`. */
async function main([file = '', ahead = '0']: readonly string[]): Promise<void> {
  const now = (): Date => new Date(Date.now() + Number(ahead) * 1000);
  const store = await openEmbeddedStore({ file, now });
  const { enrolments, contextRecords } = createRepositories(store);
  const quiet = (): void => undefined;
  const dispatcher = createDispatcher({
    enrolments,
    contextRecords,
    scores: createScores(
      createServiceCalls({
        http: createPlatformHttp({ allowPrivatePlatforms: true }),
        tokens: { get: () => Promise.resolve('token'), invalidate: quiet },
        registrationOf: () => Promise.resolve(registration),
        now,
      }),
    ),
    now,
    random: () => 0,
    owner: `process-${process.pid}`,
    logger: { info: quiet, warn: quiet, error: quiet },
  });
  await dispatcher.runOnce();
  await store.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
