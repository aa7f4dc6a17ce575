import {
  adjustView,
  arrangePersonalViews,
  deletePersonalView,
  listAdjustments,
  listPersonalViews,
  openWith,
  resetView,
  savePersonalView,
  saveViews,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { changed } from './definitions.ts';
import { formOf } from './records.ts';

export const viewHandlers: Handlers<
  | 'myViews'
  | 'savePersonalView'
  | 'deletePersonalView'
  | 'arrangePersonalViews'
  | 'openWith'
  | 'adjustView'
  | 'resetView'
  | 'saveViews'
> = {
  myViews: async ({ ctx }) => {
    const views = await listPersonalViews(ctx);
    return { views, ...(await listAdjustments(ctx, views)) };
  },
  savePersonalView: ({ ctx, params, body }) =>
    savePersonalView(ctx, formOf(params), params.id, body.document),
  deletePersonalView: async ({ ctx, params }) => {
    await deletePersonalView(ctx, formOf(params), params.id);
    return undefined;
  },
  arrangePersonalViews: async ({ ctx, params, body }) => {
    await arrangePersonalViews(ctx, formOf(params), body.ids);
    return undefined;
  },
  openWith: async ({ ctx, params, body }) => {
    await openWith(ctx, formOf(params), body.view);
    return undefined;
  },
  adjustView: async ({ ctx, params, body }) => {
    await adjustView(ctx, formOf(params), params.view, body.adjustment);
    return undefined;
  },
  resetView: async ({ ctx, params }) => {
    await resetView(ctx, formOf(params), params.view);
    return undefined;
  },
  saveViews: async ({ services, ctx, params, body }) => {
    const saved = await saveViews(ctx, params.app, body.views);
    changed(services, ctx.catalog.workspace.schema);
    return saved;
  },
};
