import type { RequestHandler } from 'express';
import helmet from 'helmet';

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
  // While the store does not answer, nobody may frame; whatever needs the store says so itself.
  const ancestors = (): Promise<readonly string[]> => frameAncestors().catch(() => []);
  return async (req, res, next) => {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      ['frame-ancestors', "'self'", ...(await ancestors())].join(' '),
    ].join('; ');
    res.set('Content-Security-Policy', policy);
    others(req, res, next);
  };
}
