import { startTool } from './tool';

/** Run as a process of its own: the router under test, with its port on standard output. */
const server = startTool().app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
process.stdout.write(`${process.listenerCount('SIGINT')} SIGINT listeners\n`);
