import { AppError, contract } from '@trellis/metadata';
import { exportRecords } from '@trellis/records/server';
import type { FastifyRequest } from 'fastify';
import { sendFile } from '../http/file.ts';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

/** What the parts around a file may add to a request's length. */
const ENVELOPE_BYTES = 64 * 1024;

export const importHandlers: Handlers<
  | 'uploadImport'
  | 'getImport'
  | 'previewImport'
  | 'commitImport'
  | 'cancelImport'
  | 'importErrors'
  | 'exportRecords'
> = {
  uploadImport: async ({ services, ctx, params, request }) => {
    const file = await uploadedFile(request, contract.uploadImport.bodyLimit);
    try {
      return await services.imports.upload(ctx, formOf(params), { name: file.filename, content: file.file });
    } catch (error) {
      // What is still coming is read and dropped. Left alone, the connection would stay paused and never close; cut, the
      // browser would show a broken connection instead of our answer.
      request.raw.unpipe();
      request.raw.resume();
      throw error;
    }
  },
  getImport: ({ services, ctx, params }) => services.imports.get(ctx, formOf(params), params.id),
  previewImport: ({ services, ctx, params, body }) =>
    services.imports.preview(ctx, formOf(params), params.id, body.mapping),
  commitImport: ({ services, ctx, params, body }) =>
    services.imports.commit(ctx, formOf(params), params.id, body),
  cancelImport: ({ services, ctx, params }) => services.imports.cancel(ctx, formOf(params), params.id),
  importErrors: async ({ services, ctx, params, reply }) => {
    const { name, content } = await services.imports.errors(ctx, formOf(params), params.id);
    return sendFile(reply, { name, type: 'text/csv; charset=utf-8', content });
  },
  exportRecords: async ({ ctx, params, body, reply }) =>
    sendFile(reply, await exportRecords(ctx, formOf(params), body)),
};

/** The one file of a form upload, as a stream. Errors: file_too_large, unsupported_media_type, validation_failed. */
async function uploadedFile(request: FastifyRequest, maxBytes: number) {
  // Told by its own words: refused before a byte of it is read. One that lies is cut by the limit below.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + ENVELOPE_BYTES) {
    throw new AppError('file_too_large');
  }
  // One byte more than allowed lets through, so that the engine can tell "too large" from "just right".
  const file = await request.file({ limits: { fileSize: maxBytes + 1 }, throwFileSizeLimit: false });
  if (!file) throw new AppError('validation_failed', { issues: [{ path: ['file'], code: 'required' }] });
  return file;
}
