import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Id, Key, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/files';

/** Uploaded files. A record takes one by naming its id in a field that holds files; without a record it goes after a day. */
export const files = {
  uploadFile: operation({
    id: 'uploadFile',
    method: 'POST',
    path: base,
    access: 'member',
    summary: { zh: '上传文件，保存数据时再使用', en: 'Upload a file for a record to take' },
    params: WorkspaceParams,
    consumes: 'multipart/form-data',
    bodyLimit: 200 * 1024 * 1024,
    reply: Type.Object({
      id: Id,
      name: Type.String(),
      /** Bytes. */
      size: Type.Integer(),
      /** Media type, told from the content. */
      mime: Type.String(),
    }),
  }),
  fileLinks: operation({
    id: 'fileLinks',
    method: 'POST',
    path: `${base}/links`,
    access: 'member',
    summary: {
      zh: '文件的临时地址',
      en: 'Addresses of files for a while; files that one may not read have none',
    },
    params: WorkspaceParams,
    body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
    reply: Type.Object({
      links: Type.Record(
        Type.String(),
        Type.Object({
          /** To look at: shown by the browser where that is safe. */
          view: Type.String(),
          /** To save under its name. */
          save: Type.String(),
          /** A small picture of an image. */
          thumb: Type.Optional(Type.String()),
        }),
      ),
      /** Until when they serve. */
      expires: Type.String(),
    }),
  }),
  fileContent: operation({
    id: 'fileContent',
    method: 'GET',
    path: `${base}/{id}/{what}`,
    access: 'public',
    summary: { zh: '文件内容（凭临时地址）', en: 'Content of a file, by an address from fileLinks' },
    params: Type.Object({
      workspace: Key,
      id: Id,
      what: Type.Union([Type.Literal('view'), Type.Literal('save'), Type.Literal('thumb')]),
    }),
    query: Type.Object({
      /** Seconds since 1970. */
      expires: Type.Integer({ minimum: 0, maximum: 2 ** 40 }),
      signature: Type.String({ maxLength: 100 }),
    }),
    produces: 'application/octet-stream',
  }),
};
