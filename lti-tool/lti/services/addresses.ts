import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (RFC 6890): addresses that no platform on the internet has. */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Inside global unicast (2000::/3), but tunnels and documentation: they can lead to IPv4 inside. */
const SPECIAL_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const special = new BlockList();
for (const [net, prefix] of SPECIAL_IPV4) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of SPECIAL_IPV6) special.addSubnet(net, prefix, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Which platforms may be inside: every one (true), none (false), or those on this very machine, for
 * trying the tool.
 */
export type PrivatePlatforms = boolean | 'loopback';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a host is this machine by its very name (RFC 6761 §6.3) or number, without brackets. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:[^.]+\.)*localhost$/.test(host) || isLoopbackAddress(host);
}

/**
 * Whether an address that a host leads to may be called. Where only this machine is allowed besides
 * the internet, no other name may lead to it (DNS rebinding), nor its names elsewhere.
 */
export function mayBeCalled(host: string, address: string, allowed: PrivatePlatforms): boolean {
  if (allowed === true) return true;
  const isOfThisMachine = allowed === 'loopback' && isLoopbackHost(host);
  return isOfThisMachine ? isLoopbackAddress(address) : isPublicAddress(address);
}

function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Whether an IP address (text form, without brackets) is a public one. Loopback, private,
 * link-local, multicast, mapped and reserved addresses are not; nor is anything that is no address.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}
