import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

const FORMS_TO_SELF = "form-action 'self'";

/**
 * Strict headers for every answer. Pages may be framed by the registered platforms only; nothing
 * is loaded from elsewhere, and no script or style stands in a page.
 *
 * @param frameAncestors origins of the registered platforms at this moment.
 */
export function securityHeaders(
  baseUrl: string,
  frameAncestors: () => Promise<readonly string[]>,
): RequestHandler {
  const https = baseUrl.startsWith('https:');
  const others = helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
  });
  return async (req, res, next) => {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      FORMS_TO_SELF,
      "base-uri 'none'",
      ['frame-ancestors', "'self'", ...(await frameAncestors())].join(' '),
    ].join('; ');
    res.set('Content-Security-Policy', policy);
    others(req, res, next);
  };
}

/**
 * Lets the forms of this one page lead to other sites too. Browsers hold every redirect after a form
 * against `form-action`, and where a platform's sign-in redirects is not known here.
 */
export function allowForms(res: Response, sources: readonly string[]): void {
  const policy = res.get('Content-Security-Policy') ?? '';
  res.set(
    'Content-Security-Policy',
    policy.replace(FORMS_TO_SELF, [FORMS_TO_SELF, ...sources].join(' ')),
  );
}
