import { createPublicKey } from 'node:crypto';
import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { mayEdit } from '../content/may-edit';
import { readResponse } from '../content/response';
import { sendSelection } from '../content/send-selection';
import { formBody, formOf, queryOf } from '../request-parameters';
import { signedIn } from '../signed-in';
import type { Site } from '../site';
import type { Tool } from '../tools';
import { activitiesOf } from './content-items';

const returnData = z.object({ placement: z.string() });

/** deep_linking_response: every fault of the response is JSON with status 400. */
export function contentReturnRoutes(site: Site): Router {
  const router = Router();
  router.post(site.profile.paths.contentReturn, formBody, async (req, res) => {
    const refuse = (attribute: string, message: string): void => {
      const errors = { [attribute]: [{ attribute, type: message, message }] };
      res.status(400).json({ errors });
    };
    const course = site.courses.course(String(req.params['course']));
    const token = formOf(req).get('JWT') ?? '';
    const response = readResponse(token);
    const tool = site.tools.working(response?.issuer);
    if (!tool || !response) {
      refuse('jwt', response ? 'Client not found' : 'JWT format is invalid');
      return;
    }
    const problem = await problemOf(site, tool, token);
    if (problem !== undefined) {
      refuse(...problem);
      return;
    }
    const placement = placementIn(site, queryOf(req).get('data') ?? '');
    if (placement === undefined || !course) {
      refuse('jwt', 'The return address is not one of ours');
      return;
    }
    const person = signedIn(site, req);
    if (!person || !mayEdit(person)) {
      res.status(401).json({ errors: [{ message: 'user not authorized to perform that action' }] });
      return;
    }
    const { activities, rejected } = activitiesOf(tool, response.items, placement);
    const owned = { courseId: course.id, clientId: tool.clientId };
    sendSelection(site, res, {
      person,
      course,
      activities: activities.map((activity) => ({ ...activity, ...owned })),
      response,
      rejected,
    });
  });
  return router;
}

/** @returns the claim that is wrong, and why, as Canvas says it. */
async function problemOf(
  site: Site,
  tool: Tool,
  token: string,
): Promise<readonly [string, string] | undefined> {
  const keys = await site.toolKeys.fresh(tool.keysUrl);
  const key = keys.get(jwt.decode(token, { complete: true })?.header.kid ?? '');
  if (!key) return ['jwt', 'JWT verification failure'];
  const now = Math.floor(site.now().getTime() / 1000);
  try {
    const options = { algorithms: ['RS256' as const], clockTimestamp: now };
    const claims = jwt.verify(token, key, options) as jwt.JwtPayload;
    if (claims.aud !== site.issuerFor(tool)) return ['aud', "the 'aud' is invalid"];
    if (claims.exp === undefined || claims.iat === undefined) {
      return ['jwt', 'the following assertions are missing: exp, iat'];
    }
    return undefined;
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) return ['exp', 'the JWT has expired'];
    return ['jwt', 'JWT verification failure'];
  }
}

function placementIn(site: Site, data: string): string | undefined {
  try {
    const claims = jwt.verify(data, createPublicKey(site.key.privateKey), {
      algorithms: ['RS256'],
      clockTimestamp: Math.floor(site.now().getTime() / 1000),
    });
    return returnData.safeParse(claims).data?.placement;
  } catch {
    return undefined;
  }
}
