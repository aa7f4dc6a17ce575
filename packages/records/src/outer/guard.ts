import dns from 'node:dns';
import net from 'node:net';

/** Addresses of machines that are none of the public internet. */
const CLOSED = new net.BlockList();
for (const [address, bits] of [
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
] as const)
  CLOSED.addSubnet(address, bits, 'ipv4');

/** Of IPv6 only what is given out to the public; in it not what leads on to IPv4. */
const PUBLIC_6 = new net.BlockList();
PUBLIC_6.addSubnet('2000::', 3, 'ipv6');
const CLOSED_6 = new net.BlockList();
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  CLOSED_6.addSubnet(address, bits, 'ipv6');

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = net.isIP(address);
  if (family === 4) return !CLOSED.check(address, 'ipv4');
  return family === 6 && PUBLIC_6.check(address, 'ipv6') && !CLOSED_6.check(address, 'ipv6');
}

/** A host that may not be asked. */
export class ClosedAddress extends Error {}

/**
 * Name resolution that answers public addresses alone. The connection is made to what was looked at here, so a name
 * that changes its mind in between gains nothing.
 */
export const lookupPublic: net.LookupFunction = (host, options, done) => {
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address)))
      return done(new ClosedAddress(host), []);
    if (options.all) return done(null, found);
    const [first] = found;
    return done(null, first?.address ?? '', first?.family);
  });
};
