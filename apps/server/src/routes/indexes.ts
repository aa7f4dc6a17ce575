import { listIndexes, pauseIndexes } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';

export const indexHandlers: Handlers<'listIndexes' | 'pauseIndexes'> = {
  listIndexes: ({ ctx }) => listIndexes(ctx),

  pauseIndexes: async ({ ctx, params, body }) => {
    await pauseIndexes(ctx, params.app, params.form, body.paused);
    return undefined;
  },
};
