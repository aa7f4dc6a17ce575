import { dismissDuplicates, findSimilar, listDuplicates, scanDuplicates } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const duplicateHandlers: Handlers<
  'findSimilar' | 'listDuplicates' | 'dismissDuplicates' | 'scanDuplicates'
> = {
  findSimilar: ({ ctx, params, body }) => findSimilar(ctx, formOf(params), body),
  listDuplicates: ({ ctx, params, query }) => listDuplicates(ctx, formOf(params), query),
  dismissDuplicates: ({ ctx, params, body }) => dismissDuplicates(ctx, formOf(params), body),
  scanDuplicates: ({ ctx, params, body }) => scanDuplicates(ctx, formOf(params), body),
};
