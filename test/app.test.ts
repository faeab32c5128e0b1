import path from 'node:path';
import { Router } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../lti-tool/app';
import { healthRoutes } from '../lti-tool/features/health/routes';
import { loadAssets } from '../lti-tool/web/assets';
import { loadTemplates } from '../lti-tool/web/templates';

const logger = pino({ level: 'silent' });
const views = path.join(__dirname, '../views');
const assets = loadAssets(path.join(views, 'assets'));

test('health checks wait for nothing that asks the store', async () => {
  const app = createApp({
    baseUrl: 'https://training.example.org',
    trustedProxies: 0,
    logger,
    assets,
    templates: loadTemplates(views, assets, { evaluation: false }),
    health: healthRoutes(() => Promise.reject(new Error('no server answers')), logger),
    frameAncestors: () => new Promise(() => undefined),
    lti: Router(),
    pageVisits: [Router()],
    features: [],
  });
  await request(app).get('/healthz').expect(200, { status: 'ok' });
  await request(app).get('/readyz').expect(503, { status: 'the store does not answer' });
});
