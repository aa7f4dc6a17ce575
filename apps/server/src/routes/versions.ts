import {
  getVersion,
  listRemoved,
  listTouched,
  listUses,
  listVersions,
  purgeRemoved,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';

export const versionHandlers: Handlers<
  'listVersions' | 'getVersion' | 'listTouched' | 'listUses' | 'listRemoved' | 'purgeRemoved'
> = {
  listVersions: ({ ctx, params, query }) => listVersions(ctx, params, query.before),

  getVersion: async ({ ctx, params }) => ({ document: await getVersion(ctx, params, params.version) }),

  listTouched: ({ ctx, params, body }) => listTouched(ctx, { kind: 'form', ...params }, body.open),

  listUses: async ({ services, ctx, params, body }) => ({
    uses: await listUses(ctx, params, body, services.templatesDir),
  }),

  listRemoved: async ({ ctx, params }) => ({ fields: await listRemoved(ctx, params) }),

  purgeRemoved: ({ ctx, params, body }) => purgeRemoved(ctx, params, body.field),
};
