import { AppError } from '@trellis/metadata';
import { deleteForm, listBinnedForms, planDeletion, purgeForm, restoreForm } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { changed } from './definitions.ts';

export const binnedFormHandlers: Handlers<
  'planDeletion' | 'deleteForm' | 'listBinnedForms' | 'restoreForm' | 'purgeForm'
> = {
  planDeletion: ({ ctx, params }) => planDeletion(ctx, params),

  deleteForm: async ({ services, ctx, params }) => {
    await deleteForm(ctx, params);
    changed(services, ctx.catalog.workspace.schema);
    return undefined;
  },

  listBinnedForms: ({ ctx, params }) => listBinnedForms(ctx, params.app),

  restoreForm: async ({ services, ctx, params, body }) => {
    const restored = await restoreForm(ctx, params, body);
    changed(services, ctx.catalog.workspace.schema);
    return restored;
  },

  purgeForm: async ({ ctx, params, query }) => {
    if (query.confirm !== params.key)
      throw new AppError('bad_request', { issues: [{ path: ['confirm'], code: 'invalid' }] });
    await purgeForm(ctx, params);
    return undefined;
  },
};
