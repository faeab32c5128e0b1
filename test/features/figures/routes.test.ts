import express from 'express';
import request from 'supertest';
import type { Programme } from '../../../lti-tool/content/programme';
import { figureRoutes } from '../../../lti-tool/features/figures/routes';
import { programme, sampleModule } from '../../support/sample-programme';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"></svg>';
const address = '/figures/abcdefghij-way.svg';
const withFigure: Programme = {
  ...programme,
  modules: [{ ...sampleModule, figures: [{ address, svg, width: 300, height: 100 }] }],
};
const app = express().use(figureRoutes(withFigure));

test('a figure is an SVG picture that anyone may keep for good', async () => {
  const answer = await request(app)
    .get(address)
    .expect(200)
    .expect('Content-Type', /^image\/svg\+xml/)
    .expect('Cache-Control', 'public, max-age=31536000, immutable');
  expect((answer.body as Buffer).toString()).toBe(svg);
});

test.each(['/figures/way.svg', '/figures/klmnopqrst-way.svg', '/figures/..%2Fmain.css'])(
  '%s is not found',
  async (other) => {
    await request(app).get(other).expect(404);
  },
);
