import { createPublicKey, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';
import express from 'express';
import { verify } from 'jsonwebtoken';
import { platform, port, SMALL_PAGE } from './environment';

/**
 * The least that answers the same three requests: no claim is read, nothing is stored but the
 * nonce, and the one key is fetched once.
 */
const app = express();
const nonces = new Map<string, string>();
let platformKey: Promise<KeyObject> | undefined;

app.post('/lti/login', express.urlencoded({ extended: false }), (_request, response) => {
  const [state, nonce] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('hex')];
  nonces.set(state, nonce);
  const url = new URL(platform.authUrl);
  url.searchParams.set('state', state);
  url.searchParams.set('nonce', nonce);
  response.cookie('state', state, { secure: true, httpOnly: true, sameSite: 'none' });
  response.redirect(302, url.href);
});

app.post('/lti/launch', express.urlencoded({ extended: false }), async (request, response) => {
  const { id_token: token, state } = request.body as { id_token: string; state: string };
  platformKey ??= fetchKey();
  verify(token, await platformKey, { algorithms: ['RS256'], nonce: nonces.get(state) ?? '' });
  nonces.delete(state);
  response.cookie('visit', state, { secure: true, httpOnly: true, sameSite: 'none' });
  response.redirect(303, '/page');
});

app.get('/page', (_request, response) => {
  response.send(SMALL_PAGE);
});

async function fetchKey(): Promise<KeyObject> {
  const { keys } = (await (await fetch(platform.jwksUrl)).json()) as { keys: [JsonWebKey] };
  return createPublicKey({ key: keys[0], format: 'jwk' });
}

app.listen(port, '127.0.0.1');
