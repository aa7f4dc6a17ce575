import { Type } from 'typebox';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { Expr, FormParams, Id, Issue, Key, NextPage, Paged, Sort, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/exports';
const ofForm = '/api/v1/w/{workspace}/records/{app}/{form}';
const ExportParams = Type.Object({ workspace: Key, id: Id });

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const Format = literals(['csv', 'xlsx'] as const);

/** Which records and which of their fields go into a file. */
const What = {
  format: Format,
  /** Keys of fields, also of system fields ("_id", "_owner_id", "_created_at" …); absent: all visible fields of the form. */
  fields: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 400 })),
  filter: Type.Optional(Expr),
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
  /** The records as they were at this moment (ISO 8601). */
  asOf: Type.Optional(Type.String({ maxLength: 40 })),
};

/**
 * What hangs on the exported records, as a sheet of its own: rows of a sub-form (`field` alone), or the records of another
 * form that point to them (`form` as "app:form", `field` its reference).
 */
const LinkedSheet = Type.Object({
  form: Type.Optional(Type.String({ maxLength: 81 })),
  field: Type.String({ maxLength: 60 }),
});

const Export = Type.Object({
  id: Id,
  app: Key,
  form: Key,
  by: Type.Object({ id: Id, name: Type.String() }),
  /** Its file waits to be fetched; others went out at once. */
  background: Type.Boolean(),
  state: literals(['running', 'done', 'cancelled', 'failed'] as const),
  format: Format,
  /** What was asked for, as far as the caller may see the fields. */
  fields: Type.Array(Type.String()),
  sheets: Type.Array(LinkedSheet),
  filter: Type.Optional(Expr),
  search: Type.Optional(Type.String()),
  asOf: Type.Optional(Type.String()),
  /** Records, those of further sheets among them; the total is null while it is not known. */
  done: Type.Integer(),
  total: Nullable(Type.Integer()),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
  /** Of the file: its name and size in bytes, and until when it can be fetched; null when there is none, or no longer. */
  file: Nullable(Type.Object({ name: Type.String(), size: Type.Integer(), expiresAt: Type.String() })),
  /** Why it failed. */
  issue: Type.Optional(Issue),
});

/** Records as files: at once, or made in the background and kept for a while. All of them are logged. */
export const dataExports = {
  exportRecords: operation({
    id: 'exportRecords',
    method: 'POST',
    path: `${ofForm}/export`,
    access: 'member',
    summary: { zh: '导出', en: 'Export as CSV or xlsx, safe against formula injection' },
    params: FormParams,
    body: Type.Object(What),
    produces: 'application/octet-stream',
  }),
  startExport: operation({
    id: 'startExport',
    method: 'POST',
    path: `${ofForm}/exports`,
    access: 'member',
    summary: { zh: '在后台导出', en: 'Export in the background' },
    params: FormParams,
    body: Type.Object({
      /** Made by the client to make a retry safe. */
      id: Type.Optional(Id),
      ...What,
      /** Of an xlsx. */
      sheets: Type.Optional(Type.Array(LinkedSheet, { maxItems: 20 })),
    }),
    reply: Export,
  }),
  listExports: operation({
    id: 'listExports',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '导出记录', en: 'Exports, newest first' },
    params: WorkspaceParams,
    query: Type.Object({
      /** "mine" (default): the caller's own in the background; "all", for administrators: whatever left by whom. */
      whose: Type.Optional(literals(['mine', 'all'] as const)),
      ...Paged,
    }),
    reply: Type.Object({ exports: Type.Array(Export), next: NextPage }),
  }),
  getExport: operation({
    id: 'getExport',
    method: 'GET',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '一次导出', en: 'An export' },
    params: ExportParams,
    reply: Export,
  }),
  cancelExport: operation({
    id: 'cancelExport',
    method: 'POST',
    path: `${base}/{id}/cancel`,
    access: 'member',
    summary: { zh: '停止导出', en: 'Stop an export' },
    params: ExportParams,
    reply: Export,
  }),
  exportFile: operation({
    id: 'exportFile',
    method: 'GET',
    path: `${base}/{id}/file`,
    access: 'member',
    summary: { zh: '下载导出的文件', en: 'The file of an export, for who made it' },
    params: ExportParams,
    produces: 'application/octet-stream',
  }),
  deleteExportFile: operation({
    id: 'deleteExportFile',
    method: 'DELETE',
    path: `${base}/{id}/file`,
    access: 'member',
    summary: { zh: '删除导出的文件，记录保留', en: 'Delete the file of an export; the log stays' },
    params: ExportParams,
    reply: Export,
  }),
};
