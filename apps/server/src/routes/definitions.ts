import { AppError } from '@trellis/metadata';
import {
  addOption,
  createApp,
  getDefinition,
  listComputations,
  planPublish,
  publish,
  saveDraft,
  setNextNumber,
  uninstallApp,
  updateApp,
  visibleCatalog,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { worded } from '../http/problem.ts';
import type { Services } from '../services.ts';

export const definitionHandlers: Handlers<
  | 'getCatalog'
  | 'listComputations'
  | 'createApp'
  | 'updateApp'
  | 'uninstallApp'
  | 'getDefinition'
  | 'saveDraft'
  | 'planPublish'
  | 'publish'
  | 'addOption'
  | 'setNextNumber'
> = {
  getCatalog: ({ ctx }) => visibleCatalog(ctx),

  listComputations: async ({ ctx }) => ({ computations: await listComputations(ctx) }),

  createApp: async ({ services, ctx, body }) => {
    await createApp(ctx, body.key, body.document);
    changed(services, ctx.catalog.workspace.schema);
    return { key: body.key };
  },

  updateApp: async ({ services, ctx, params, body }) => {
    await updateApp(ctx, params.app, body.document);
    changed(services, ctx.catalog.workspace.schema);
    return undefined;
  },

  uninstallApp: async ({ services, ctx, params, query }) => {
    if (query.confirm !== params.app) {
      throw new AppError('bad_request', { issues: [{ path: ['confirm'], code: 'invalid' }] });
    }
    const { imports } = await uninstallApp(ctx, params.app);
    changed(services, ctx.catalog.workspace.schema);
    // After the commit: a file too many is harmless, and the sweep finds it; a missing one is not.
    await services.imports.forget(imports);
    return undefined;
  },

  getDefinition: async ({ ctx, params, locale }) => {
    const definition = await getDefinition(ctx, params);
    return { ...definition, issues: definition.issues.map((issue) => worded(issue, locale)) };
  },

  saveDraft: async ({ ctx, params, body, locale }) => {
    const { revision, issues } = await saveDraft(ctx, params, body);
    return { revision, issues: issues.map((issue) => worded(issue, locale)) };
  },

  planPublish: async ({ ctx, params, locale }) => {
    const { steps, issues } = await planPublish(ctx, params);
    return { steps, issues: issues.map((issue) => worded(issue, locale)) };
  },

  publish: async ({ services, ctx, params, query, reply }) => {
    // Whoever stops waiting stops the publish, as long as nothing of it is to be seen.
    const stop = new AbortController();
    reply.raw.on('close', () => {
      if (!reply.raw.writableFinished) stop.abort();
    });
    const published = await publish(ctx, params, { signal: stop.signal, note: query.note });
    changed(services, ctx.catalog.workspace.schema);
    return published;
  },

  addOption: async ({ services, ctx, params, body }) => {
    const key = await addOption(ctx, params, body);
    changed(services, ctx.catalog.workspace.schema);
    return { key };
  },

  setNextNumber: async ({ ctx, params, body }) => ({ sample: await setNextNumber(ctx, params, body) }),
};

/** The next request of this process sees what was just published; other processes hear of it by the outbox. */
export function changed({ catalogs, events }: Services, schema: string): void {
  catalogs.expire(schema);
  events.poke();
}
