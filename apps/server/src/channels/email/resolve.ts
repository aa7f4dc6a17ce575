import net from 'node:net';
import { fail, ok, type Result } from '@trellis/metadata';
import { ClosedAddress, isPublicAddress, lookupPublic } from '@trellis/records/server';

/**
 * An IP address of a host that may be connected to: of the public internet, or one that is allowed by name.
 * Issues: delivery_closed_address, delivery_unreachable.
 */
export function resolveHost(
  host: string,
  port: number,
  allowed: ReadonlySet<string>,
): Promise<Result<string>> {
  const name = host.toLowerCase();
  if (allowed.has(name) || allowed.has(`${name}:${port}`)) return Promise.resolve(ok(host));
  if (net.isIP(host)) {
    return Promise.resolve(isPublicAddress(host) ? ok(host) : failed('delivery_closed_address'));
  }
  return new Promise((resolve) => {
    lookupPublic(host, {}, (error, address) => {
      if (error)
        resolve(failed(error instanceof ClosedAddress ? 'delivery_closed_address' : 'delivery_unreachable'));
      else resolve(ok(String(address)));
    });
  });
}

const failed = (code: string): Result<never> => fail({ path: [], code });
