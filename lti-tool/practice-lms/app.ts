import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { attemptsRoutes } from './attempts-routes';
import { editingRoutes } from './editing-routes';
import { gradingRoutes } from './grading-routes';
import { ltiRoutes } from './lti-routes';
import { pageRoutes } from './page-routes';
import { errorPage } from './pages/layout';
import { serviceRoutes } from './services/routes';
import type { Platform } from './platform';
import type { Site } from './site';
import { toolRoutes } from './tool-routes';

/** The practice LMS as an Express handler. */
export function practiceApp(site: Site, platform: Platform): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(serviceRoutes(site, platform));
  app.use(pageHeaders(site));
  app.use(ltiRoutes(site, platform));
  app.use(toolRoutes(site, platform));
  app.use(editingRoutes(site, platform));
  app.use(gradingRoutes(site));
  if (platform.countsAttempts) app.use(attemptsRoutes(site));
  app.use(pageRoutes(site, platform));
  app.use((_req, res) => {
    res.status(404).send(errorPage('Not found', 'This page is not part of the practice LMS.'));
  });
  app.use(failure);
  return app;
}

/** Pages show only themselves and the tool, and run no script but their own. */
function pageHeaders(site: Site): RequestHandler {
  return (_req, res, next) => {
    const tools = site.toolOrigins.join(' ');
    res.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        `frame-src 'self' ${tools}`,
        `form-action 'self' ${tools}`,
        "base-uri 'none'",
        "frame-ancestors 'self'",
      ].join('; '),
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  };
}

const failure: ErrorRequestHandler = (_error, _req, res, next) => {
  if (res.headersSent) {
    next();
    return;
  }
  const advice = 'Go back and try again. If it happens again, restart the practice LMS.';
  res.status(500).send(errorPage('Something went wrong', advice));
};
