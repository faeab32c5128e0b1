import { PLATFORMS } from './platforms';

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether what a tool knows of a platform is of a practice LMS: on the tool's own machine, with the
 * address of its keys and one of its client ids.
 */
export function isPracticeLms(platform: {
  readonly clientId: string;
  readonly jwksUrl: string;
}): boolean {
  const { hostname, pathname } = new URL(platform.jwksUrl);
  if (!LOOPBACK.includes(hostname)) return false;
  return Object.values(PLATFORMS).some(
    ({ profile }) => profile.paths.keys === pathname && profile.clientIds.test(platform.clientId),
  );
}
