import { createServer, type Server } from 'node:http';
import { composeTool } from './compose';
import { type Config, ConfigError, loadConfig, loadEnvFile } from './config';
import { ContentError } from './content/problem';
import { createLogger } from './logger';
import { retirePractice, startPractice } from './practice';

/** Requests that are still open get this long to finish when the process is asked to stop. */
const GRACE_MILLISECONDS = 15_000;

async function main(): Promise<void> {
  loadEnvFile();
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const tool = await composeTool(config, { logger });
  if (config.practiceLmsPort === undefined) {
    const retired = await retirePractice(tool.registrations);
    if (retired > 0) logger.warn({ registrations: retired }, 'practice LMS switched off');
  }
  const server = createServer(tool.app);
  await listen(server, config);
  const practice = await startPractice(config, tool);
  tool.dispatcher.start();
  tool.issuer.start();
  process.stdout.write(greeting(config, practice?.url));

  const stop = async (signal: string): Promise<void> => {
    logger.info({ signal }, 'stopping: finishing the requests and the score in flight');
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MILLISECONDS);
    await Promise.all([
      closed(server),
      practice?.close(),
      tool.dispatcher.stop(),
      tool.issuer.stop(),
    ]);
    clearTimeout(timer);
    await tool.close();
    logger.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop(signal).catch((error: unknown) => {
        logger.fatal({ err: error }, 'could not stop cleanly');
        process.exitCode = 1;
      });
    });
  }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

function greeting({ baseUrl }: Config, practiceUrl: string | undefined): string {
  return practiceUrl
    ? `\nReady. Try the training from the practice LMS: ${practiceUrl}\n\n`
    : `\nReady at ${baseUrl}\n\n`;
}

/** What an administrator can mend is said in words; everything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof ContentError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `A port is in use already: ${error.message}. Set PORT (or PRACTICE_LMS_PORT) to a free one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
