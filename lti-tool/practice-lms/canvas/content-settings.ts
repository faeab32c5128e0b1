import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { OpenLaunch } from '../opening';
import type { Site } from '../site';
import { contentPlacement } from './placements';

/** Seconds for which the address that the content goes to is good. */
const LIFETIME = 3600;

/** What the content chooser may send back (Deep Linking 2.0 §4.4.1), by its placement. */
export function deepLinkingSettings(site: Site, { course, placement = '' }: OpenLaunch): object {
  const { acceptMultiple, autoCreate } = contentPlacement(placement) ?? {};
  return {
    deep_link_return_url: `${site.baseUrl}${site.profile.paths.contentReturn.replace(':course', course.id)}?data=${signedData(site, placement)}`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_media_types: 'application/vnd.ims.lti.v1.ltilink',
    auto_create: autoCreate,
    accept_multiple: acceptMultiple,
  };
}

/** Where the content was asked for: the answer brings it back in its address. */
function signedData(site: Site, placement: string): string {
  const iat = Math.floor(site.now().getTime() / 1000);
  const data = { nonce: randomBytes(16).toString('hex'), placement, modal: true };
  return jwt.sign({ ...data, iat, exp: iat + LIFETIME }, site.key.privateKey, {
    algorithm: 'RS256',
  });
}
