import { listApiSecrets, saveApiSecrets, tryApi } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const apiSourceHandlers: Handlers<'listApiSecrets' | 'saveApiSecrets' | 'tryApi'> = {
  listApiSecrets: async ({ ctx, params }) => ({
    headers: await listApiSecrets(ctx, formOf(params), params.field),
  }),
  saveApiSecrets: async ({ ctx, params, body }) => {
    await saveApiSecrets(ctx, formOf(params), params.field, body.values);
    return { headers: await listApiSecrets(ctx, formOf(params), params.field) };
  },
  tryApi: ({ ctx, params, body: { source, values, headers = {} } }) =>
    tryApi(ctx, { form: formOf(params), field: params.field }, source, { values, headers }),
};
