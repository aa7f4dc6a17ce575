import path from 'node:path';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { newId } from '@trellis/metadata';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { useAccess } from './http/access.ts';
import { useDocs } from './http/docs.ts';
import { useHealth } from './http/health.ts';
import { useJsonBodies } from './http/json.ts';
import { usePages } from './http/pages.ts';
import { asAppError, sendProblem, useProblems } from './http/problem.ts';
import { useRequestLog } from './http/request-log.ts';
import { registerRoutes } from './http/routes.ts';
import { useSecurityHeaders } from './http/security.ts';
import { usePublicPages } from './public/page.ts';
import { useSharedPages } from './public/shared-page.ts';
import { handlers } from './routes/index.ts';
import type { Services } from './services.ts';

/** The HTTP side of the product, ready for requests; it does not listen. */
export async function buildApp(services: Services): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    genReqId: newId,
    // What the router itself refuses, such as an address with broken escapes.
    frameworkErrors: (error, request, reply) => sendProblem(reply, asAppError(error), request),
    // Requests are told by request-log.ts, failures by problem.ts.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    bodyLimit: 1 << 20,
    // A proxy of this machine or its private network may say whom it speaks for; a stranger may not.
    trustProxy: services.config.publicUrl ? 'loopback, linklocal, uniquelocal' : false,
    routerOptions: { maxParamLength: 200 },
    ajv: {
      customOptions: {
        // A wrong type is a mistake to be told, an unknown name too.
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        allErrors: true,
        strict: false,
      },
    },
  });
  useProblems(app);
  useRequestLog(app, services.log);
  useJsonBodies(app);
  useSecurityHeaders(app, services.config);
  await app.register(cookie);
  await app.register(multipart, {
    limits: { files: 1, fields: 10, fieldSize: 10_000 },
    throwFileSizeLimit: true,
  });
  await useAccess(app, services);
  useHealth(app, services);
  registerRoutes(app, services, handlers);
  useDocs(app, services.version);
  const dist = path.join(services.config.root, 'apps/web/dist');
  usePublicPages(app, services, dist);
  useSharedPages(app, dist);
  await usePages(app, dist);
  await app.ready();
  return app;
}
