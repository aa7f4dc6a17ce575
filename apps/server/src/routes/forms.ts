import { Readable } from 'node:stream';
import { contract, localText } from '@trellis/metadata';
import { addField, addForms, copyForm, exportForm, takeForms } from '@trellis/records/server';
import type { FastifyReply } from 'fastify';
import { sendFile } from '../http/file.ts';
import type { Handlers } from '../http/handler.ts';
import { uploadedFile, whileReading } from '../http/upload.ts';
import { changed } from './definitions.ts';

/** Whoever stops waiting stops the work, as long as nothing of it is to be seen. */
function whileWaiting(reply: FastifyReply): AbortSignal {
  const stop = new AbortController();
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) stop.abort();
  });
  return stop.signal;
}

export const formHandlers: Handlers<
  | 'createForms'
  | 'exportForm'
  | 'copyForm'
  | 'takeForms'
  | 'addField'
  | 'uploadBook'
  | 'describeSheet'
  | 'createFromBook'
> = {
  createForms: async ({ services, ctx, params, body }) => {
    const { forms, left } = await addForms(ctx, params.app, body.parcel);
    changed(services, ctx.catalog.workspace.schema);
    return { forms: [...forms.values()], left: [...left] };
  },

  exportForm: async ({ ctx, params, locale, reply }) => {
    const parcel = exportForm(ctx, { app: params.app, key: params.form });
    const label = parcel.forms[params.form]?.trellis.label;
    const name = `${label ? localText(label, locale) : params.form}.trellis.json`;
    const content = Readable.from(`${JSON.stringify(parcel, null, 2)}\n`);
    return sendFile(reply, { name, type: 'application/json; charset=utf-8', content });
  },

  copyForm: async ({ services, ctx, params, body, reply }) => {
    const from = { app: params.app, key: params.form };
    const copied = await copyForm(ctx, from, { ...body, signal: whileWaiting(reply) });
    changed(services, ctx.catalog.workspace.schema);
    return { ...copied, left: [...copied.left] };
  },

  takeForms: async ({ services, ctx, params, body }) => {
    const input = { dir: services.templatesDir, template: params.template, ...body };
    const { forms, records, left } = await takeForms(ctx, input);
    changed(services, ctx.catalog.workspace.schema);
    return { forms: [...forms], records, left: [...left] };
  },

  addField: async ({ services, ctx, params, body }) => {
    const key = await addField(ctx, params, body);
    changed(services, ctx.catalog.workspace.schema);
    return { key };
  },

  uploadBook: async ({ services, ctx, params, request }) => {
    const file = await uploadedFile(request, contract.uploadBook.bodyLimit);
    return whileReading(request, () =>
      services.imports.books.upload(ctx, params.app, { name: file.filename, content: file.file }),
    );
  },

  describeSheet: ({ services, ctx, params, body }) =>
    services.imports.books.describe(ctx, params.app, params.id, body.sheet, body.headerRows),

  createFromBook: async ({ services, ctx, params, body }) => {
    const made = await services.imports.books.create(ctx, params.app, params.id, body);
    changed(services, ctx.catalog.workspace.schema);
    return made;
  },
};
