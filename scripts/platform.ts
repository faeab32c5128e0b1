import { openAdministration } from '../lti-tool/compose';
import { ConfigError, loadConfig, loadEnvFile } from '../lti-tool/config';
import { runPlatformCommand } from './platform-command';

/** npm run platform -- <command>: the platforms of the configured store. */
async function main(): Promise<number> {
  loadEnvFile();
  const administration = await openAdministration(loadConfig());
  try {
    return await runPlatformCommand(process.argv.slice(2), administration.registrations, {
      result: (text) => process.stdout.write(text),
      words: (text) => process.stderr.write(text),
    });
  } finally {
    await administration.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const text = error instanceof ConfigError ? error.message : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  },
);
