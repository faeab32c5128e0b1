import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { healthRoutes } from '../../../lti-tool/features/health/routes';

let answers = true;
const log: string[] = [];
const logger = pino({}, { write: (line: string) => log.push(line) });
const ping = (): Promise<void> =>
  answers ? Promise.resolve() : Promise.reject(new Error('mongodb://secret@host: refused'));
const app = express().use(healthRoutes(ping, logger));

beforeEach(() => {
  answers = true;
});

test('a process with its store is alive and ready', async () => {
  await request(app).get('/healthz').expect(200, { status: 'ok' });
  await request(app).get('/readyz').expect(200, { status: 'ready' });
});

test('without its store it is alive and not ready; why stands in the log only', async () => {
  answers = false;
  await request(app).get('/healthz').expect(200, { status: 'ok' });
  const answer = await request(app).get('/readyz').expect(503);
  expect(answer.body).toEqual({ status: 'the store does not answer' });
  expect(log.join('\n')).toContain('the store does not answer');
  answers = true;
  await request(app).get('/readyz').expect(200);
});
