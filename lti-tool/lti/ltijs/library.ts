import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

import type { RequestHandler } from 'express';
import { type LtijsDatabase, Provider } from 'ltijs';

import type { Registration } from '../../domain/registration';
import type { Registry } from '../registry';
import { createLtijsDatabase } from './database';
import { exchange } from './exchange';

/** What this tool has ltijs do. */
export interface Ltijs {
  /** The parameters of the authentication request that answers a login (LTI 1.3 Core §5.1.1.2). */
  authenticationRequest(input: {
    readonly registration: Registration;
    readonly redirectUri: string;
    readonly loginHint: string;
    readonly messageHint: string | undefined;
    readonly deploymentId: string | undefined;
  }): Promise<URLSearchParams>;
  /**
   * Checks signature, time and LTI claims of an id_token (LTI 1.3 Core §5.1.3, §5.3).
   * @throws LtijsRefusal.
   */
  validate(input: {
    readonly idToken: string;
    readonly state: string;
    readonly registration: Registration;
    readonly key: KeyObject;
  }): Promise<void>;
  /** Our public keys as a JWK set (Security Framework §6.3), in JSON. */
  keySet(): Promise<string>;
}

/** ltijs did not accept an id_token. `message` is its code, such as NO_SUB_CLAIM. */
export class LtijsRefusal extends Error {}

const ROUTES = { appRoute: '/launch', loginRoute: '/login', keysetRoute: '/keys' } as const;

export function createLtijs(registry: Pick<Registry, 'keys'>): Ltijs {
  const keysApp = setUp(createLtijsDatabase(registry));
  const apps = new Map<
    string,
    { readonly key: KeyObject | undefined; readonly app: RequestHandler }
  >();

  /**
   * ltijs does not say for which request it asks its database, so each platform has an instance of
   * its own, and a new one when it signs with another key. (An AsyncLocalStorage instead would slow
   * down every promise of this process.)
   */
  const appFor = (registration: Registration, key?: KeyObject): RequestHandler => {
    const known = apps.get(registration.id);
    if (known && (!key || known.key === key)) return known.app;
    const app = setUp(createLtijsDatabase(registry, { registration, key }));
    apps.set(registration.id, { key, app });
    return app;
  };

  return {
    async authenticationRequest({
      registration,
      redirectUri,
      loginHint,
      messageHint,
      deploymentId,
    }) {
      const body = {
        iss: registration.issuer,
        client_id: registration.clientId,
        login_hint: loginHint,
        // ltijs sends this as redirect_uri: the registered one. The real target waits in the login.
        target_link_uri: redirectUri,
        ...(messageHint !== undefined && { lti_message_hint: messageHint }),
        ...(deploymentId !== undefined && { lti_deployment_id: deploymentId }),
      };
      const answer = await exchange(appFor(registration), {
        method: 'POST',
        path: ROUTES.loginRoute,
        body,
      });
      if (answer.status !== 302) throw new Error(`ltijs answered a login with ${answer.status}`);
      return new URLSearchParams(answer.location.slice(answer.location.indexOf('?')));
    },

    async validate({ idToken, state, registration, key }) {
      const answer = await exchange(appFor(registration, key), {
        method: 'POST',
        path: ROUTES.appRoute,
        body: { id_token: idToken, state },
        signedCookies: { [`state${state}`]: registration.issuer },
      });
      if (answer.status !== 204) throw new Error(`ltijs answered a launch with ${answer.status}`);
    },

    async keySet() {
      const answer = await exchange(keysApp, { method: 'GET', path: ROUTES.keysetRoute });
      if (answer.status !== 200) throw new Error(`ltijs answered for keys with ${answer.status}`);
      return answer.body;
    },
  };
}

/**
 * An instance of its own: the package's one instance can be set up only once. `deploy` is not
 * called: with a plugin it does no more than install a SIGINT handler that ends the process.
 */
function setUp(plugin: LtijsDatabase): RequestHandler {
  const provider = new Provider.constructor();
  provider.setup(
    // Signs ltijs's own session token, which is thrown away with its answer. (A text would first be
    // tried as a private key, at every launch.)
    createSecretKey(randomBytes(32)),
    { plugin },
    {
      ...ROUTES,
      ltiaas: true,
      cors: false,
      // The guard bounds a token's age; ten seconds are too few for a slow network.
      tokenMaxAge: false,
    },
  );
  provider.onConnect((_token, _request, response) => response.status(204).end());
  provider.onDeepLinking((_token, _request, response) => response.status(204).end());
  provider.onInvalidToken((_request, response, next) => {
    const { err } = response.locals as { err?: { details?: { message?: unknown } } };
    const message = err?.details?.message;
    next(new LtijsRefusal(typeof message === 'string' ? message : 'no reason'));
  });
  return provider.app;
}
