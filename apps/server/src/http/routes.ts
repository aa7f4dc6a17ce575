import { AppError, type Contract, contract, type Operation } from '@trellis/metadata';
import type { Ctx } from '@trellis/records/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import { guard } from './access.ts';
import type { Call, Handlers, Route } from './handler.ts';
import { callerLocale } from './locale.ts';
import { coerceQuery, strict } from './schema.ts';
import { screenOf } from './screen.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Registers operations of the contract as routes; other methods on their paths answer 405. */
export function registerRoutes<Id extends keyof Contract>(
  app: FastifyInstance,
  services: Services,
  handlers: Handlers<Id>,
): void {
  const methods = new Map<string, Set<string>>();
  for (const [id, handler] of Object.entries(handlers)) {
    // The pair was checked by the type of `handlers`; here only its general shape matters.
    const route = { operation: contract[id as Id], handler } as unknown as Route;
    const url = urlOf(route.operation);
    methods.set(url, (methods.get(url) ?? new Set()).add(route.operation.method));
    registerRoute(app, services, url, route);
  }
  for (const [url, allowed] of methods) refuseOthers(app, url, allowed);
}

/** `/w/{workspace}` → `/w/:workspace` */
const urlOf = (operation: Operation) => operation.path.replaceAll(/\{(\w+)\}/g, ':$1');

function registerRoute(app: FastifyInstance, services: Services, url: string, { operation, handler }: Route) {
  const query = operation.query && strict(operation.query);
  app.route({
    method: operation.method,
    url,
    exposeHeadRoute: false,
    ...(operation.bodyLimit ? { bodyLimit: operation.bodyLimit } : {}),
    schema: {
      ...(operation.params ? { params: strict(operation.params) } : {}),
      ...(query ? { querystring: query } : {}),
      ...(operation.body ? { body: strict(operation.body) } : {}),
    },
    onRequest: guard(operation.access, services),
    ...(query
      ? {
          preValidation: async (request: FastifyRequest) => {
            request.query = coerceQuery(query, request.query as Record<string, unknown>);
          },
        }
      : {}),
    handler: async (request, reply) => {
      const answer = await handler(await callOf(services, request, reply));
      if (operation.produces) return reply;
      if (!operation.reply) return reply.code(204).send();
      return answer;
    },
  });
}

async function callOf(services: Services, request: FastifyRequest, reply: FastifyReply) {
  const locale = callerLocale(request);
  const caller = request.caller;
  const ctx = caller?.membership && (await contextOf(services, request));
  const call = {
    services,
    params: request.params,
    query: request.query,
    body: request.body,
    locale,
    request,
    reply,
    account: caller?.account,
    claims: caller?.claims,
    ctx,
  };
  return call as Call<Operation>;
}

/** What the engines need to know of a member's request. */
async function contextOf(services: Services, request: FastifyRequest): Promise<Ctx> {
  const { membership } = request.caller ?? {};
  if (!membership) throw new AppError('unauthenticated');
  // Browsers say how they fetch; programs don't.
  const isBrowser = request.headers['sec-fetch-mode'] !== undefined;
  const catalog = await services.catalogs.get(membership.workspace);
  return {
    pool: services.pool,
    reads: services.reads,
    catalog,
    actor: membership.actor,
    now: new Date().toISOString(),
    locale: callerLocale(request),
    cause: isBrowser ? 'form' : 'api',
    keys: services.keys,
    outer: services.outer,
    people: services.people,
    ...(isBrowser ? { screen: screenOf(request, catalog) } : {}),
    log: request.log,
  };
}

function refuseOthers(app: FastifyInstance, url: string, allowed: ReadonlySet<string>): void {
  app.route({
    method: METHODS.filter((method) => !allowed.has(method)),
    url,
    exposeHeadRoute: false,
    onRequest: async (_request, reply) => {
      reply.header('allow', [...allowed].join(', '));
      throw new AppError('method_not_allowed');
    },
    handler: () => undefined,
  });
}
