import { createPublicKey, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { OpenLaunch } from '../opening';
import type { Site } from '../site';

/** Seconds for which a launch waits for its authentication request. */
const LIFETIME = 300;

const hint = z.object({ verifier: z.string() });

/** Keeps a launch, and makes the signed message hint under which it is found again. */
export function issueHint(site: Site, launch: OpenLaunch): string {
  const verifier = randomBytes(64).toString('hex');
  site.launches.keep(verifier, launch);
  const iat = Math.floor(site.now().getTime() / 1000);
  const claims = {
    verifier,
    canvas_domain: new URL(site.baseUrl).host,
    context_type: 'Course',
    context_id: Number(launch.course.id),
    iat,
    exp: iat + LIFETIME,
  };
  return jwt.sign(claims, site.key.privateKey, { algorithm: 'RS256' });
}

/** @returns the launch's id, undefined when the hint is not ours or too old. */
export function readHint(site: Site, text: string): string | undefined {
  try {
    const claims = jwt.verify(text, createPublicKey(site.key.privateKey), {
      algorithms: ['RS256'],
      clockTimestamp: Math.floor(site.now().getTime() / 1000),
    });
    return hint.safeParse(claims).data?.verifier;
  } catch {
    return undefined;
  }
}
