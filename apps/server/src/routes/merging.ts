import { mergeRecords, previewMerge, recordMerges, unmergeRecords } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const mergingHandlers: Handlers<'previewMerge' | 'mergeRecords' | 'unmergeRecords' | 'recordMerges'> =
  {
    previewMerge: ({ ctx, params, body }) => previewMerge(ctx, formOf(params), body),
    mergeRecords: ({ ctx, params, body }) =>
      mergeRecords({ ...ctx, accept: body.accept }, formOf(params), body),
    unmergeRecords: ({ ctx, params }) => unmergeRecords(ctx, formOf(params), params.id),
    recordMerges: ({ ctx, params }) => recordMerges(ctx, formOf(params), params.id),
  };
