import path from 'node:path';
import { ConfigError, loadConfig, loadEnvFile } from '../lti-tool/config';
import { loadProgramme } from '../lti-tool/content/load';
import { PROJECT_FOLDER } from '../lti-tool/project-folder';
import { runCertificateSample } from './certificate-sample-command';

/** npm run --silent certificate:sample: a specimen of the certificate, to look at. */
async function main(): Promise<number> {
  loadEnvFile();
  const { edition, certificate } = loadConfig();
  return runCertificateSample(process.argv.slice(2), {
    programme: loadProgramme(path.join(PROJECT_FOLDER, 'course-content'), { edition }),
    certificate,
    now: () => new Date(),
    words: (text) => process.stderr.write(text),
  });
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const text = error instanceof ConfigError ? error.message : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  });
