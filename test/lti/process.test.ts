import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/**
 * In a process of its own, because only there does an unhandled rejection end it: one anonymous
 * request used to be enough (ltijs puts the state into a cookie's name, which throws).
 */
describe('the process under hostile requests', () => {
  let child: ChildProcess;
  let output: string;
  let origin: string;

  beforeAll(async () => {
    const script = path.join(__dirname, 'support', 'hostile-server.ts');
    child = spawn(process.execPath, ['--require', 'tsx/cjs', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    output = '';
    for await (const chunk of child.stdout ?? []) {
      output += String(chunk);
      const port = /^(\d+)$/m.exec(output)?.[1];
      if (port !== undefined) {
        origin = `http://127.0.0.1:${port}`;
        break;
      }
    }
  }, 60_000);

  afterAll(async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });

  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const post = (address: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(origin + address, { method: 'POST', headers: { ...form, ...headers }, body });

  it('goes on serving', async () => {
    const state = 'x'.repeat(43);
    const responses = await Promise.all([
      ...[
        '/lti/anything',
        '/lti/launch',
        '/lti/login',
        '/lti/keys',
        '/lti/',
        '/lti//evil/x',
      ].flatMap((address) => [
        post(address, 'state=a%20b'),
        post(address, 'state=a%20b&id_token=a.b.c'),
        post(address, `state=${state}&id_token=a.b.c`, { Authorization: 'Bearer a.b.c' }),
        post(`${address}?ltik=a.b.c`, `state=${state}&ltik=a.b.c`),
        post(address, '%', { Cookie: `state${state}=x; __proto__=y; %=%` }),
        fetch(`${origin}${address}?iss[$ne]=x&state=a%20b`),
      ]),
      fetch(`${origin}/lti/%E0%A4%A`),
      post('/lti/launch', '{', { 'Content-Type': 'application/json' }),
      post('/lti/launch', 'x', { 'Content-Encoding': 'gzip' }),
    ]);

    for (const { status } of responses) expect([200, 400, 401, 404, 405]).toContain(status);
    expect((await fetch(`${origin}/lti/keys`)).status).toBe(200);
    expect(child.exitCode).toBeNull();
  });

  it('leaves signals to the tool', () => {
    expect(output).toContain('0 SIGINT listeners');
  });
});
