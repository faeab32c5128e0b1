import { openAdministration } from '../lti-tool/compose';
import { ConfigError, loadConfig, loadEnvFile } from '../lti-tool/config';
import { runEraseCommand } from './erase-command';

/** npm run --silent erase: one person's data, or those of a course, in the configured store. */
async function main(): Promise<number> {
  loadEnvFile();
  const administration = await openAdministration(loadConfig());
  try {
    return await runEraseCommand(process.argv.slice(2), administration.erasing, {
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
