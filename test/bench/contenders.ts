import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openAdministration } from '../../lti-tool/compose';
import { loadConfig } from '../../lti-tool/config';
import { activityPath } from '../../lti-tool/web/paths';
import { compile } from './compile';
import type { Contender } from './launches';
import { DEPLOYMENT, type Platform } from './platform';
import { freePort, startServer } from './server-process';

/** As a proxy that ends TLS would have it; requests reach the servers over plain http. */
const BASE_URL = 'https://training.example.org';

/**
 * Starts the three servers one after the other, each compiled and in production mode.
 * @param folder for what is compiled and stored, inside the project so that packages are found.
 * @param started is told of each server at once, so that it can be stopped whatever follows.
 */
export async function startContenders(
  folder: string,
  platform: Platform,
  activityId: string,
  started: (contender: Contender) => void,
): Promise<readonly [tool: Contender, plainLtijs: Contender, bareExpress: Contender]> {
  compile(['lti-tool', 'test/bench/servers'], folder);

  async function start(
    name: string,
    id: string,
    file: string,
    environmentFor: (port: number) => Promise<Record<string, string>>,
  ): Promise<Contender> {
    const port = await freePort();
    const server = await startServer({
      file: path.join(folder, file),
      preload: path.join(folder, 'test/bench/servers/tell-usage.js'),
      folder,
      port,
      environment: await environmentFor(port),
    });
    const contender = {
      id,
      name,
      server,
      registered: platform.addressesFor(id),
      targetLinkUri: BASE_URL + activityPath(activityId),
    };
    started(contender);
    return contender;
  }

  const beside = (id: string) => () =>
    Promise.resolve({ PLATFORM: JSON.stringify(platform.addressesFor(id)) });

  return [
    await start('This tool', 'tool', 'lti-tool/main.js', async () => {
      const environment = {
        NODE_ENV: 'production',
        BASE_URL,
        HOST: '127.0.0.1',
        DATA_DIR: path.join(folder, 'data'),
        SECRET_KEY: randomBytes(32).toString('hex'),
        ALLOW_PRIVATE_PLATFORMS: 'true',
      };
      await register(environment, platform);
      return environment;
    }),
    await start('Plain ltijs', 'ltijs', 'test/bench/servers/plain-ltijs.js', beside('ltijs')),
    await start('Bare Express', 'express', 'test/bench/servers/bare-express.js', beside('express')),
  ];
}

/** As the platform command does. */
async function register(environment: NodeJS.ProcessEnv, platform: Platform): Promise<void> {
  const config = loadConfig(environment);
  mkdirSync(config.dataFolder, { recursive: true });
  const administration = await openAdministration(config);
  const addition = await administration.registrations.add({
    ...platform.addressesFor('tool'),
    deployments: [DEPLOYMENT],
  });
  await administration.close();
  if ('problems' in addition) throw new Error(JSON.stringify(addition.problems));
}
