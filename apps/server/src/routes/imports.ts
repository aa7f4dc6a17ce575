import { contract } from '@trellis/metadata';
import { deleteMapping, listMappings, putMapping } from '@trellis/records/server';
import { sendFile } from '../http/file.ts';
import type { Handlers } from '../http/handler.ts';
import { uploadedFile, whileReading } from '../http/upload.ts';
import { formOf } from './records.ts';

export const importHandlers: Handlers<
  | 'uploadImport'
  | 'getImport'
  | 'chooseImportSheet'
  | 'previewImport'
  | 'commitImport'
  | 'cancelImport'
  | 'importErrors'
  | 'importProblems'
  | 'listImportMappings'
  | 'putImportMapping'
  | 'deleteImportMapping'
> = {
  uploadImport: async ({ services, ctx, params, request }) => {
    const file = await uploadedFile(request, contract.uploadImport.bodyLimit);
    return whileReading(request, () =>
      services.imports.upload(ctx, formOf(params), { name: file.filename, content: file.file }),
    );
  },
  getImport: ({ services, ctx, params }) => services.imports.get(ctx, formOf(params), params.id),
  chooseImportSheet: ({ services, ctx, params, body }) =>
    services.imports.choose(ctx, formOf(params), params.id, body.sheet),
  previewImport: ({ services, ctx, params, body }) =>
    services.imports.preview(ctx, formOf(params), params.id, body.mapping),
  commitImport: ({ services, ctx, params, body }) =>
    services.imports.commit(ctx, formOf(params), params.id, body),
  cancelImport: ({ services, ctx, params }) => services.imports.cancel(ctx, formOf(params), params.id),
  importErrors: async ({ services, ctx, params, reply }) => {
    const { name, content } = await services.imports.errors(ctx, formOf(params), params.id);
    return sendFile(reply, { name, type: contract.importErrors.produces ?? '', content });
  },
  importProblems: ({ services, ctx, params, query }) =>
    services.imports.problems(ctx, formOf(params), params.id, query),
  listImportMappings: ({ ctx, params }) => listMappings(ctx, formOf(params)),
  putImportMapping: ({ ctx, params, body }) => putMapping(ctx, formOf(params), params.id, body),
  deleteImportMapping: async ({ ctx, params }) => {
    await deleteMapping(ctx, formOf(params), params.id);
    return undefined;
  },
};
