import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public internet: neither this machine, nor the network it stands in, nor a
 * cloud's own services. IPv4 inside IPv6 is judged as IPv4; of IPv6 only what is given out as global unicast counts
 * (2000::/3, RFC 4291), since `::127.0.0.1` and the like have no range of their own; what is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` reads ::ffff:10.0.0.1 as 10.0.0.1; the other ways to hold an IPv4 have ranges of their own.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || (parsed.parts[0] ?? 0) >> 13 === 1;
}
