import { hurried } from '../../../lti-tool/lti/connection/hurried';

test('all exchanges together get 25 seconds', async () => {
  let time = 0;
  const limits: unknown[] = [];
  const http = hurried(
    ({ timeoutMs }) => {
      limits.push(timeoutMs);
      return Promise.resolve({ status: 200, headers: {}, text: '' });
    },
    () => new Date(time),
  );
  for (time of [0, 20_000, 30_000]) {
    await http({ method: 'GET', url: 'https://lms.example/', timeoutMs: 60_000 });
  }
  expect(limits).toEqual([8000, 5000, 1]);
});
