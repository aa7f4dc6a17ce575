import {
  batchRecords,
  cancelBatch,
  getBatch,
  listBatches,
  previewBatch,
  startBatch,
  undoBatch,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const batchHandlers: Handlers<
  'previewBatch' | 'startBatch' | 'listBatches' | 'getBatch' | 'batchRecords' | 'cancelBatch' | 'undoBatch'
> = {
  previewBatch: ({ ctx, params, body }) =>
    previewBatch({ ...ctx, accept: body.accept }, formOf(params), body),
  startBatch: ({ ctx, params, body }) => startBatch({ ...ctx, accept: body.accept }, formOf(params), body),
  listBatches: ({ ctx, query }) => listBatches(ctx, query),
  getBatch: ({ ctx, params }) => getBatch(ctx, params.id),
  batchRecords: ({ ctx, params, query }) => batchRecords(ctx, params.id, query),
  cancelBatch: ({ ctx, params }) => cancelBatch(ctx, params.id),
  undoBatch: ({ ctx, params, body }) => undoBatch(ctx, params.id, body.id),
};
