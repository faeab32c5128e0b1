import type { PlatformProfile } from './platform-profile';
import type { Tool, ToolAddresses } from './tools';

/** The tool that is there from the beginning, as an administrator would have entered it. */
export function givenTool(
  addresses: ToolAddresses,
  { profile, ...granted }: { readonly profile: PlatformProfile } & Pick<Tool, 'scopes' | 'shared'>,
): Tool {
  return {
    clientId: profile.clientId,
    deploymentId: profile.deploymentId,
    name: 'The training',
    loginUrl: addresses.loginUrl,
    redirectUris: [addresses.launchUrl],
    keysUrl: addresses.keysUrl,
    targetLinkUri: new URL('/', addresses.launchUrl).href,
    contentUrl: addresses.contentUrl,
    placements: profile.placements,
    ...granted,
    custom: {},
    state: 'active',
  };
}
