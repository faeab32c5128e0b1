import type { DynamicRegistration, RegistrationInitiation } from '../port';
import type { ConnectedPlatform, RegistrationService } from '../registrations';
import type { PrivatePlatforms } from '../services/addresses';
import {
  type PlatformAnswer,
  type PlatformHttp,
  PlatformHttpError,
  type PlatformRequest,
} from '../services/http';
import { type RegistrationAnswer, readAnswer } from './answer';
import { type PlatformConfiguration, readConfiguration } from './configuration';
import { adviceFor, platformWords } from './platform-words';
import {
  addressRefused,
  answerUnusable,
  configurationUnusable,
  platformRefused,
  platformSilent,
} from './refusals';
import { registrationRequest, scopesFor } from './request';
import type { ToolDescription } from './tool';

export interface DynamicRegistrationDeps {
  readonly http: PlatformHttp;
  readonly registrations: Pick<RegistrationService, 'connect'>;
  readonly tool: ToolDescription;
  readonly allowPrivatePlatforms: PrivatePlatforms;
}

/**
 * 1EdTech LTI Dynamic Registration 1.0 (§3.4 to §3.6): fetches what the platform says of itself,
 * registers there, and keeps what it answered. The token goes on both calls: Canvas asks for it on
 * the first one too.
 */
export function createDynamicRegistration(deps: DynamicRegistrationDeps): DynamicRegistration {
  const { http, tool, allowPrivatePlatforms } = deps;

  async function configurationOf(
    { openidConfiguration: url }: RegistrationInitiation,
    headers: Readonly<Record<string, string>>,
  ): Promise<PlatformConfiguration> {
    const answer = await exchange(http, { method: 'GET', url, headers });
    if (answer.status !== 200) throw refusalOf(answer, 'for its configuration');
    const json = parseJson(answer.text);
    if (json === undefined) throw configurationUnusable('The configuration is no JSON');
    return readConfiguration(json, url, allowPrivatePlatforms);
  }

  async function requestAt(
    platform: PlatformConfiguration,
    headers: Readonly<Record<string, string>>,
  ): Promise<RegistrationAnswer> {
    const answer = await exchange(http, {
      method: 'POST',
      url: platform.registrationUrl,
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(registrationRequest(tool, platform)),
    });
    if (answer.status !== 200 && answer.status !== 201) throw refusalOf(answer, 'a registration');
    const json = parseJson(answer.text);
    if (json === undefined) throw answerUnusable('The answer is no JSON');
    return readAnswer(json);
  }

  return {
    async register(initiation) {
      const { registrationToken: token } = initiation;
      const headers = {
        Accept: 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      };
      const platform = await configurationOf(initiation, headers);
      const answer = await requestAt(platform, headers);
      const { registration, isNew } = await deps.registrations.connect(toConnect(platform, answer));
      const { family, name: platformName } = platform;
      const { active, scopes = [] } = registration;
      return { platformName, family, isNew, active, scopes };
    },
  };
}

function toConnect(
  platform: PlatformConfiguration,
  { clientId, scopes, deploymentId }: RegistrationAnswer,
): ConnectedPlatform {
  const { issuer, authUrl, tokenUrl, jwksUrl, name, family, authorizationServer } = platform;
  return {
    ...{ issuer, clientId, name, authUrl, tokenUrl, jwksUrl, family },
    // Canvas names the school's own host nowhere else; its issuer and sign-in are everybody's.
    pagesOrigin: new URL(platform.registrationUrl).origin,
    scopes: scopes ?? scopesFor(platform),
    // Canvas names its server without a scheme here, but takes tokens only for its token address.
    ...(authorizationServer && family !== 'canvas' && { audience: authorizationServer }),
    ...(deploymentId !== undefined && { deployment: deploymentId }),
  };
}

async function exchange(http: PlatformHttp, request: PlatformRequest): Promise<PlatformAnswer> {
  try {
    return await http(request);
  } catch (error) {
    if (!(error instanceof PlatformHttpError)) throw error;
    switch (error.kind) {
      case 'refused':
        throw addressRefused('An address of the platform is not called', error);
      case 'too-large':
        throw configurationUnusable('The platform’s answer is too long', error);
      case 'timeout':
      case 'network':
        throw platformSilent(`The platform did not answer: ${error.kind}`, error);
    }
  }
}

function refusalOf(answer: PlatformAnswer, asked: string) {
  const detail = `Asked ${asked}, the platform answered ${answer.status}`;
  if (answer.status >= 300 && answer.status < 400) return addressRefused(detail);
  return platformRefused(adviceFor(answer), platformWords(answer), detail);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
