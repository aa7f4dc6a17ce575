import type { FastifyInstance } from 'fastify';
import type { Log } from '../log.ts';

const SLOW_MS = 1_000;

/** One line per request: for the curious at debug, for everybody when it was slow. Every answer carries its id. */
export function useRequestLog(app: FastifyInstance, log: Log): void {
  // With callbacks: a promise for each hook of each request is felt.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    done();
    const ms = Math.round(reply.elapsedTime);
    const slow = ms > SLOW_MS && reply.getHeader('content-type') !== undefined;
    if (!slow && !log.isLevelEnabled('debug')) return;
    const line = {
      method: request.method,
      // The pattern, not the address: search texts are nobody's business here.
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms,
    };
    if (slow) request.log.warn(line, 'slow request');
    else request.log.debug(line, 'request');
  });
}
