import { listBin, purgeRecords, queryBin, restoreAs, restoreView } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const binHandlers: Handlers<'listBin' | 'queryBin' | 'restoreAs' | 'purgeRecords' | 'restoreView'> = {
  listBin: ({ ctx, params }) => listBin(ctx, params.app),
  queryBin: ({ ctx, params, body }) => queryBin(ctx, formOf(params), body),
  restoreAs: ({ ctx, params, body }) => restoreAs(ctx, formOf(params), params.id, body.set),
  purgeRecords: ({ ctx, params, body }) => purgeRecords(ctx, formOf(params), body),
  restoreView: async ({ ctx, params, body }) => {
    await restoreView(ctx, params.app, body);
    return undefined;
  },
};
