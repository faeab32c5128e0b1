import { Router, urlencoded } from 'express';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Link } from './course';
import { coursePage } from './pages/course-page';
import { gradebookJson, gradebookPage } from './pages/gradebook-page';
import { errorPage } from './pages/layout';
import { navigationPage } from './pages/navigation-page';
import { signInPage } from './pages/sign-in-page';
import { storagePage } from './pages/storage-page';
import { SELF_POSTING, STYLE } from './pages/style';
import type { Person } from './people';
import type { Platform } from './platform';
import { signIn, signedIn } from './signed-in';
import type { Site } from './site';

const choice = z.object({ persona: z.string() });

/** The pages that everybody sees: personas, courses, activities, gradebook. */
export function pageRoutes(site: Site, platform: Platform): Router {
  const router = Router();
  /** @param find what the page shows; undefined: there is no such thing. */
  const asPerson =
    <T>(
      find: (req: Request) => T | undefined,
      render: (person: Person, found: T) => string,
    ): RequestHandler =>
    (req, res, next) => {
      const person = signedIn(site, req);
      const found = find(req);
      if (found === undefined) next();
      else if (person) res.send(render(person, found));
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
  const { script, storageFrame } = platform.framePage;
  if (script !== undefined && storageFrame !== undefined) {
    router.get(storageFrame, (_req, res) => {
      res.send(storagePage(script, site.toolOrigins));
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
    asPerson(
      ({ query }) =>
        query['id'] === undefined
          ? site.courses.first
          : site.courses.course(String(query['id'] as unknown)),
      (person, course) => coursePage(site, platform, person, course),
    ),
  );
  router.get(
    '/activity/:activity',
    asPerson(
      ({ params }): Link | undefined => site.courses.link(String(params['activity'])),
      (person, link) => platform.activityPage(site, person, link),
    ),
  );
  router.get(
    '/navigation/:course/:tool',
    asPerson(
      ({ params }) => {
        const course = site.courses.course(String(params['course']));
        const tool = site.tools.working(String(params['tool']));
        return course && tool && platform.navigation(course, tool);
      },
      (person, link) => navigationPage(platform, person, link),
    ),
  );
  router.get(
    '/gradebook',
    asPerson(
      () => site,
      (person) => gradebookPage(site, person),
    ),
  );
  router.get('/gradebook.json', (_req, res) => {
    res.json(gradebookJson(site));
  });
  router.get(site.profile.paths.return, (req, res) => {
    const course = req.params['course'] ?? req.query['course'];
    res.redirect(
      303,
      typeof course === 'string' ? `/course?id=${encodeURIComponent(course)}` : '/course',
    );
  });
  return router;
}
