/**
 * Hosted Canvas has one issuer for every school, and serves the configuration from the host of its
 * central sign-in or of the issuer. Only these hosts, which Instructure alone runs, may speak for
 * it: not the schools' own hosts below instructure.com, which would let any of them speak for all.
 * Canvas's three environments have an issuer each.
 */
const SPEAKERS: ReadonlyMap<string, string> = new Map([
  ['https://canvas.instructure.com', 'https://sso.canvaslms.com'],
  ['https://canvas.beta.instructure.com', 'https://sso.beta.canvaslms.com'],
  ['https://canvas.test.instructure.com', 'https://sso.test.canvaslms.com'],
]);

/** Whether a configuration from this origin may name this issuer, though its own is another. */
export function speaksForHostedCanvas(configurationOrigin: string, issuer: string): boolean {
  return SPEAKERS.get(issuer) === configurationOrigin;
}
