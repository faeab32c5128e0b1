import express, { type RequestHandler, type Response } from 'express';
import { Provider } from 'ltijs';
import { platform, port, SMALL_PAGE } from './environment';
import { memoryDatabase } from './memory-database';

/** ltijs 5.9.9 as its documentation uses it; the types in lti-tool/ describe our own use only. */
interface PlainProvider {
  readonly app: RequestHandler;
  setup(secret: string, database: object, options: object): void;
  onConnect(answer: (token: unknown, request: unknown, response: Response) => void): void;
  deploy(options: { serverless: true; silent: true }): Promise<true>;
  registerPlatform(fields: object): Promise<unknown>;
}

async function main(): Promise<void> {
  const provider = Provider as unknown as PlainProvider;
  provider.setup(
    'a secret that signs for a minute',
    { plugin: memoryDatabase() },
    {
      appRoute: '/launch',
      loginRoute: '/login',
      cookies: { secure: true, sameSite: 'None' },
      // As a batch of tokens is signed between logins and launches, ten seconds may be too few.
      tokenMaxAge: 60,
    },
  );
  provider.onConnect((_token, _request, response) => response.send(SMALL_PAGE));
  await provider.deploy({ serverless: true, silent: true });
  await provider.registerPlatform({
    url: platform.issuer,
    name: 'Benchmark',
    clientId: platform.clientId,
    authenticationEndpoint: platform.authUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.jwksUrl },
  });
  express().use('/lti', provider.app).listen(port, '127.0.0.1');
}

void main();
