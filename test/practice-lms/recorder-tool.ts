import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { toolAt } from '../../lti-tool/practice-lms/practice-lms';
import type { ToolAddresses } from '../../lti-tool/practice-lms/tools';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A tool that only asks to be launched and keeps what it is sent. */
export interface RecorderTool {
  readonly tool: ToolAddresses;
  readonly privateKey: KeyObject;
  readonly kid: string;
  /** The login that was posted last, and the launch. */
  readonly last: { login: Record<string, string>; launch: Record<string, string> };
  /** Changes the next authentication request: undefined takes a parameter out. */
  ask(changes: Readonly<Record<string, string | undefined>>): void;
  keySetRequests(): number;
  /** Every request so far. */
  readonly calls: readonly Call[];
  close(): void;
}

export const NONCE = 'nonce-0001';

/** One pair for every tool and platform of a test file: making one takes long. */
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** PKCS #8 PEM, for the platform. */
export const PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** @param authUrl the platform's, known once it listens. */
export async function startRecorderTool(authUrl: () => string): Promise<RecorderTool> {
  const kid = 'recorder';
  const last: RecorderTool['last'] = { login: {}, launch: {} };
  let changes: Readonly<Record<string, string | undefined>> = {};
  let keySetRequests = 0;
  const calls: Call[] = [];
  const app = express();
  app.use(({ method, originalUrl: path, headers }, _res, next) => {
    calls.push({ method, path, headers });
    next();
  });
  app.use(express.urlencoded({ extended: false }));
  app.post('/lti/login', (req, res) => {
    last.login = fieldsOf(req.body);
    const request = {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: last.login['client_id'],
      redirect_uri: tool.launchUrl,
      login_hint: last.login['login_hint'],
      lti_message_hint: last.login['lti_message_hint'],
      state: 'state-0001',
      nonce: NONCE,
      ...changes,
    };
    const pairs = Object.entries(request).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    );
    res.cookie('recorder-login', 'started');
    res.redirect(`${authUrl()}?${new URLSearchParams(pairs).toString()}`);
  });
  app.post('/lti/launch', (req, res) => {
    last.launch = fieldsOf(req.body);
    res.cookie('recorder-session', 'open');
    res.redirect(303, '/a/one');
  });
  app.get('/lti/keys', (_req, res) => {
    keySetRequests++;
    res.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] });
  });
  app.get('/a/one', (req, res) => {
    res.send(
      `<p>${req.headers.cookie ?? ''}</p><form method="post" action="/a/one/answers"><input type=hidden name=token value="a&amp;b"></form>`,
    );
  });
  app.post('/a/one/answers', (req, res) => {
    res.json({ ...fieldsOf(req.body), origin: req.headers.origin });
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const tool = toolAt(`http://localhost:${(server.address() as AddressInfo).port}`);
  return {
    tool,
    privateKey,
    kid,
    last,
    ask: (wanted) => {
      changes = wanted;
    },
    keySetRequests: () => keySetRequests,
    calls,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function fieldsOf(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Object(body) as object).map(([name, value]) => [name, String(value)]),
  );
}
