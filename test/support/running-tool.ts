import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeTool, type Tool } from '../../lti-tool/compose';
import { type Config, loadConfig } from '../../lti-tool/config';
import { createLogger } from '../../lti-tool/logger';
import { courseActivities } from '../../lti-tool/practice';
import {
  type PracticeLmsOptions,
  type RunningPracticeLms,
  startPracticeLms,
  toolAt,
} from '../../lti-tool/practice-lms/practice-lms';

/** The whole tool and a practice LMS, listening on free ports, with a store of their own. */
export interface RunningTool {
  readonly url: string;
  readonly lms: RunningPracticeLms;
  readonly tool: Tool;
  readonly config: Config;
  /** Everything logged so far, a JSON line each. */
  readonly log: readonly string[];
  /** Sends whatever score is due, until nothing is. */
  deliverScores(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param options `now`: the tool's clock, where it is not the real one; `mode`: the make of platform,
 * `scopes`: what its administrator grants, `people`: who is in its course: Moodle, all, and the usual
 * personas unless given.
 */
export async function startTool({
  mode = 'moodle',
  scopes,
  people,
  ...clock
}: {
  now?: () => Date;
  mode?: PracticeLmsOptions['mode'];
  scopes?: readonly string[];
  people?: PracticeLmsOptions['people'];
} = {}): Promise<RunningTool> {
  const folder = mkdtempSync(path.join(tmpdir(), 'training-'));
  const log: string[] = [];
  const server = createServer();
  const url = `http://localhost:${await listen(server)}`;
  const config = loadConfig({ DATA_DIR: folder, BASE_URL: url });
  const logger = createLogger('info', { write: (line: string) => log.push(line) });
  const tool = await composeTool(config, { logger, ...clock });
  server.on('request', tool.app);
  const lms = await startPracticeLms({
    port: 0,
    activities: courseActivities(tool.programme),
    tool: toolAt(url),
    mode,
    ...(scopes && { scopes }),
    ...(people && { people }),
  });
  const { deploymentId, ...platform } = lms.registration;
  const addition = await tool.registrations.add({ ...platform, deployments: [deploymentId] });
  if ('problems' in addition) throw new Error(JSON.stringify(addition.problems));
  return {
    url,
    lms,
    tool,
    config,
    log,
    async deliverScores() {
      while ((await tool.dispatcher.runOnce()) > 0);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lms.close();
      await tool.dispatcher.stop();
      await tool.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}
