import {
  bulkCreate,
  bulkDelete,
  bulkRestore,
  createRecord,
  deleteRecord,
  getRecord,
  groupRecords,
  queryRecords,
  recordHistory,
  restoreRecord,
  updateRecord,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';

const form = ({ app, form }: { app: string; form: string }) => `${app}:${form}`;

export const recordHandlers: Handlers<
  | 'queryRecords'
  | 'groupRecords'
  | 'listRecords'
  | 'getRecord'
  | 'createRecord'
  | 'updateRecord'
  | 'deleteRecord'
  | 'restoreRecord'
  | 'recordHistory'
  | 'bulkRecords'
> = {
  queryRecords: ({ ctx, params, body }) => queryRecords(ctx, form(params), body),
  groupRecords: ({ ctx, params, body }) => groupRecords(ctx, form(params), body),
  listRecords: ({ ctx, params, query }) => queryRecords(ctx, form(params), { ...query, total: 'none' }),
  getRecord: ({ ctx, params }) => getRecord(ctx, form(params), params.id),
  createRecord: ({ ctx, params, body }) => createRecord(ctx, form(params), body),
  updateRecord: ({ ctx, params, body }) => updateRecord(ctx, form(params), params.id, body),
  deleteRecord: async ({ ctx, params }) => {
    await deleteRecord(ctx, form(params), params.id);
    return undefined;
  },
  restoreRecord: ({ ctx, params }) => restoreRecord(ctx, form(params), params.id),
  recordHistory: ({ ctx, params }) => recordHistory(ctx, form(params), params.id),
  bulkRecords: ({ ctx, params, body }) => {
    if ('create' in body) return bulkCreate(ctx, form(params), body.create);
    if ('delete' in body) return bulkDelete(ctx, form(params), body.delete);
    return bulkRestore(ctx, form(params), body.restore);
  },
};
