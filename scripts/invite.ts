import { openAdministration } from '../lti-tool/compose';
import { ConfigError, loadConfig, loadEnvFile } from '../lti-tool/config';

/** npm run --silent invite: a one-time link that connects a learning platform, as JSON. */
async function main(): Promise<void> {
  loadEnvFile();
  const administration = await openAdministration(loadConfig());
  try {
    const invitation = await administration.invitations.create('command');
    process.stdout.write(`${JSON.stringify(invitation, undefined, 2)}\n`);
  } finally {
    await administration.close();
  }
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
