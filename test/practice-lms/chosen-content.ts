import jwt from 'jsonwebtoken';
import { Visit } from '../support/practice-client';
import { formsIn } from '../support/html-forms';
import type { Page } from '../support/browser';
import type { Browser } from '../support/browser';
import type { RecorderTool } from './recorder-tool';

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

/** The claims of the request that the recorder got last, its signature not checked. */
export function lastRequest({ last }: RecorderTool): Readonly<Record<string, unknown>> {
  return jwt.decode(last.launch['id_token'] ?? '') as jwt.JwtPayload;
}

/** Where the content of the last request is to be sent. */
export function returnUrl(tool: RecorderTool): string {
  const settings = lastRequest(tool)[`${DL}deep_linking_settings`];
  return (settings as { deep_link_return_url: string }).deep_link_return_url;
}

/** Signs a response as the recorder tool. @param claims on top of issuer, audience and times. */
export function signResponse(tool: RecorderTool, claims: object, at: Date): string {
  const request = lastRequest(tool);
  const iat = Math.floor(at.getTime() / 1000);
  const own = { iss: request['aud'], aud: request['iss'], iat, exp: iat + 60, nonce: 'n' };
  return jwt.sign({ ...own, ...claims }, tool.privateKey, {
    algorithm: 'RS256',
    keyid: tool.kid,
  });
}

export function items(...contentItems: object[]): object {
  return { [`${DL}content_items`]: contentItems };
}

/** Posts a response as the tool's page would, and what Moodle posts once more by itself. */
export async function sendBack(browser: Browser, url: string, token: string): Promise<Visit> {
  const page: Page = await browser.post(url, { JWT: token }, 'http://tool.example');
  const again = formsIn(page.html).find(({ fields }) => fields.some(([name]) => name === 'repost'));
  if (!again) return new Visit(browser, page);
  return new Visit(browser, await browser.post(new URL(again.action, url).href, again.fields));
}
