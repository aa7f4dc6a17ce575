import { cancelExport, exportRecords, getExport, listExports, startExport } from '@trellis/records/server';
import { sendFile } from '../http/file.ts';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const exportHandlers: Handlers<
  | 'exportRecords'
  | 'startExport'
  | 'listExports'
  | 'getExport'
  | 'cancelExport'
  | 'exportFile'
  | 'deleteExportFile'
> = {
  exportRecords: async ({ ctx, params, body, reply }) =>
    sendFile(reply, await exportRecords(ctx, formOf(params), body)),
  startExport: ({ ctx, params, body }) => startExport(ctx, formOf(params), body),
  listExports: ({ ctx, query }) => listExports(ctx, query),
  getExport: ({ ctx, params }) => getExport(ctx, params.id),
  cancelExport: ({ ctx, params }) => cancelExport(ctx, params.id),
  exportFile: async ({ services, ctx, params, reply }) =>
    sendFile(reply, await services.exports.file(ctx, params.id)),
  deleteExportFile: ({ services, ctx, params }) => services.exports.remove(ctx, params.id),
};
