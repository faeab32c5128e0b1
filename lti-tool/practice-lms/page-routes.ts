import { Router, urlencoded } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { coursePage } from './pages/course-page';
import { gradebookJson, gradebookPage } from './pages/gradebook-page';
import { errorPage } from './pages/layout';
import { signInPage } from './pages/sign-in-page';
import { SELF_POSTING, STYLE } from './pages/style';
import type { Person } from './people';
import type { Platform } from './platform';
import { signIn, signedIn } from './signed-in';
import type { Site } from './site';

const choice = z.object({ persona: z.string() });

/** The pages that a person sees: personas, course, activity, gradebook. */
export function pageRoutes(site: Site, platform: Platform): Router {
  const router = Router();
  const asPerson =
    (render: (person: Person) => string): RequestHandler =>
    (req, res) => {
      const person = signedIn(site, req);
      if (person) res.send(render(person));
      else res.redirect(303, '/');
    };

  router.get('/practice.css', (_req, res) => {
    res.type('css').send(STYLE + platform.style);
  });
  router.get('/self-posting.js', (_req, res) => {
    res.type('js').send(SELF_POSTING);
  });
  for (const [path, script] of Object.entries(platform.scripts)) {
    router.get(path, (_req, res) => {
      res.type('js').send(script);
    });
  }
  router.get('/', (req, res) => {
    res.send(signInPage(platform.name, site.people, signedIn(site, req)));
  });
  router.post('/sign-in', urlencoded({ extended: false }), (req, res) => {
    const person = site.person(choice.safeParse(req.body).data?.persona);
    if (!person) {
      res.status(400).send(errorPage('No such person', 'Choose one of the people on the list.'));
      return;
    }
    signIn(site, res, person);
    res.redirect(303, '/course');
  });
  router.get(
    '/course',
    asPerson((person) => coursePage(site, person)),
  );
  router.get('/activity/:activity', (req, res, next) => {
    const link = site.link(req.params.activity);
    if (link) asPerson((person) => platform.activityPage(site, person, link))(req, res, next);
    else next();
  });
  router.get(
    '/gradebook',
    asPerson((person) => gradebookPage(site, person)),
  );
  router.get('/gradebook.json', (_req, res) => {
    res.json(gradebookJson(site));
  });
  router.get(site.profile.paths.return, (_req, res) => {
    res.redirect(303, '/course');
  });
  return router;
}
