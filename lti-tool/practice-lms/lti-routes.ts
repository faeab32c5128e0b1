import { Router } from 'express';
import type { Request, Response } from 'express';
import { mayEdit } from './content/may-edit';
import type { DocumentTarget, Opening } from './opening';
import { errorPage, selfPostingForm } from './pages/layout';
import type { Person } from './people';
import type { Platform } from './platform';
import { formBody, formOf } from './request-parameters';
import { sendAnswer } from './services/send-answer';
import { signedIn } from './signed-in';
import type { Site } from './site';
import { reviewOf } from './submission-review';

const TARGETS: readonly DocumentTarget[] = ['iframe', 'window', 'frame'];

/** The platform's side of a launch: login initiation, authentication, key set, access tokens. */
export function ltiRoutes(site: Site, platform: Platform): Router {
  const { paths } = site.profile;
  const router = Router();

  /** @param find undefined: there is no such thing to open. */
  const open = (
    path: string,
    find: (req: Request, person: Person) => Opening | 'not allowed' | undefined,
  ): void => {
    router.get(path, (req, res, next) => {
      const person = signedIn(site, req);
      if (!person) {
        res.redirect(303, '/');
        return;
      }
      const opening = find(req, person);
      if (!opening) next();
      else if (opening === 'not allowed') refuse(res, person);
      else begin(res, person, opening);
    });
  };
  const begin = (res: Response, person: Person, opening: Opening): void => {
    const form = { name: 'ltiInitiateLoginForm', action: opening.tool.loginUrl };
    res.send(selfPostingForm(form, platform.beginLaunch(site, person, opening)));
  };

  open('/launch/:activity', ({ params, query }, person) => {
    const link = site.courses.link(String(params['activity']));
    const tool = site.tools.working(link?.clientId);
    const course = site.courses.course(link?.courseId);
    const target = TARGETS.find((name) => name === query['target']) ?? 'iframe';
    if (!link || !tool || !course) return undefined;
    const opening = { link, tool, course, target };
    if (typeof query['review'] === 'string') {
      const review = reviewOf(site, link, query['review']);
      if (!mayEdit(person)) return 'not allowed';
      return review && { ...opening, review };
    }
    const asParticipant = query['role'] === 'participant' && mayEdit(person);
    return { ...opening, asParticipant };
  });

  open('/content/:course/:tool', ({ params, query }, person) => {
    const course = site.courses.course(String(params['course']));
    const tool = site.tools.working(String(params['tool']));
    const placement = tool?.placements.find((name) => name === query['placement']);
    if (!course || tool?.contentUrl === undefined || placement === undefined) return undefined;
    return mayEdit(person) ? { course, tool, placement, target: 'iframe' } : 'not allowed';
  });

  open('/navigation-launch/:course/:tool', ({ params }) => {
    const course = site.courses.course(String(params['course']));
    const tool = site.tools.working(String(params['tool']));
    const link = course && tool && platform.navigation(course, tool);
    const placement = 'course_navigation';
    return link && { link, tool, course, placement, target: 'iframe' };
  });

  router.use(platform.authenticationRoutes(site));
  router.use(platform.registrationRoutes(site));
  router.use(platform.contentReturnRoutes(site));
  router.get(paths.keys, (_req, res) => {
    res.type('json').send(JSON.stringify({ keys: [site.key.jwk] }, null, 4));
  });
  router.all(paths.token, formBody, async (req, res) => {
    const contentType = req.headers['content-type']?.split(';', 1)[0] ?? '';
    const request = { method: req.method, contentType, form: formOf(req) };
    await sendAnswer(site, 'token', { req, res }, () => platform.answerToken(site, request));
  });
  return router;
}

function refuse(res: Response, person: Person): void {
  const advice = 'Only a facilitator or an administrator can do this.';
  res.status(403).send(errorPage('You cannot edit this course', advice, person));
}
