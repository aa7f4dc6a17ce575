import { previewDelete } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const deletionHandlers: Handlers<'previewDelete'> = {
  previewDelete: ({ ctx, params, body }) => previewDelete(ctx, formOf(params), body),
};
