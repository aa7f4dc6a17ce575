import { Type } from 'typebox';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { Accept, FormParams, Id, Issue, Key } from './schemas.ts';

const ImportParams = Type.Object({ workspace: Key, app: Key, form: Key, id: Id });
const base = '/api/v1/w/{workspace}/records/{app}/{form}/imports';

/** How a column of the file becomes a field. Absent columns are ignored. */
export const ColumnMapping = Type.Object({
  /** Index of the column in the file. */
  column: Type.Integer({ minimum: 0, maximum: 500 }),
  /** A field, "_owner_id", a column of a sub-form ("lines.price"), or "_id", which rows can be matched by. */
  field: Type.String({ maxLength: 100 }),
  /** Order of day, month and year in dates such as 3/1/2017. */
  dateOrder: Type.Optional(Type.Union([Type.Literal('ymd'), Type.Literal('mdy'), Type.Literal('dmy')])),
  /** Text in the file → text or option key to read instead; null = leave empty. The user's own choices. */
  replace: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]))),
  /** For references: the field of the target that the text is matched with, "_id" too; default its title field. */
  matchBy: Type.Optional(Type.String({ maxLength: 60 })),
  /** For references: what to do with a text that matches nothing. */
  unmatched: Type.Optional(
    Type.Union([Type.Literal('error'), Type.Literal('empty'), Type.Literal('create')]),
  ),
});
export const Mapping = Type.Object({
  columns: Type.Array(ColumnMapping, { minItems: 1, maxItems: 500 }),
  /** Rows above the data; the last of them holds the names. */
  headerRows: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  /**
   * Fields whose values say which record a row is about; what counts of them is what counts for keys of a form. Or "_id"
   * alone: an id that names no record that the member may see is a mistake then, an empty one a new record.
   */
  match: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 5, uniqueItems: true })),
  /**
   * "create" (default): every row is a new record. "upsert": what matches is changed, the rest is new. "update": the rest is
   * left out. "skip": what matches is left out.
   */
  policy: Type.Optional(literals(['create', 'upsert', 'update', 'skip'] as const)),
  /** What an empty cell does to a record that is changed; default "keep". */
  empty: Type.Optional(literals(['keep', 'clear'] as const)),
  /**
   * What becomes of the rows that a changed record has in a sub-form, by its key; default "replace". "replace": it has those
   * of the file. "add": those of the file are added. "match": those that are the same in a column are changed, the rest added.
   */
  rows: Type.Optional(
    Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Object({
        how: literals(['replace', 'add', 'match'] as const),
        /** Column of the sub-form that rows are matched by. */
        by: Type.Optional(Type.String({ maxLength: 60 })),
      }),
    ),
  ),
  /** What is read in place of the texts of some cells; of rows by their numbers in the file. */
  edits: Type.Optional(
    Type.Array(
      Type.Object({
        row: Type.Integer({ minimum: 1 }),
        column: Type.Integer({ minimum: 0, maximum: 500 }),
        text: Type.String({ maxLength: 10_000 }),
      }),
      { maxItems: 5_000 },
    ),
  ),
  /** Answers to many mistakes at once, in their order; what was corrected cell by cell goes before them. */
  fixes: Type.Optional(
    Type.Array(
      Type.Object({
        /** Whose mistakes: their kind, their column, and the text where it is those of one text only. */
        kind: Type.String({ maxLength: 200 }),
        column: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
        text: Type.Optional(Type.String({ maxLength: 200 })),
        /** What is read in these cells; absent: their rows are left out. */
        instead: Type.Optional(Type.String({ maxLength: 10_000 })),
        /** Where they stand. Absent: where the last check found them; the next one writes it down. */
        rows: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 100_000 })),
      }),
      { maxItems: 200 },
    ),
  ),
});
const RowError = Type.Object({
  /** Row number in the file, from 1. */
  row: Type.Integer(),
  column: Type.Optional(Type.Integer()),
  field: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  code: Type.String(),
  message: Type.String(),
});
/** Mistakes of one kind in one column. */
const ErrorGroup = Type.Object({
  /** Their code, and what check of the form it is: "check_failed:discount"; or the field that has no column. */
  kind: Type.String(),
  column: Type.Optional(Type.Integer()),
  field: Type.Optional(Type.String()),
  count: Type.Integer(),
  /** What is said of the first one. */
  message: Type.String(),
  /** The commonest texts. */
  texts: Type.Array(Type.Object({ text: Type.String(), count: Type.Integer() })),
});
const State = Type.Union([
  Type.Literal('uploaded'),
  Type.Literal('previewing'),
  Type.Literal('previewed'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('cancelled'),
  Type.Literal('failed'),
]);
const ImportBody = Type.Object({
  id: Id,
  state: State,
  fileName: Type.String(),
  rows: Type.Integer(),
  columns: Type.Array(
    Type.Object({ index: Type.Integer(), name: Type.String(), samples: Type.Array(Type.String()) }),
  ),
  /** Guess after upload, or what the member chose for a file with the same names before; then what the user chooses. */
  mapping: Mapping,
  /** Whether it is that of an earlier file. */
  remembered: Type.Optional(Type.Boolean()),
  /** The sheets of a workbook that has several, with the numbers of their rows where these are known. */
  sheets: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), rows: Type.Optional(Type.Integer()) })),
  ),
  /** Which of them is imported. */
  sheet: Type.Optional(Type.Integer()),
  progress: Type.Object({ done: Type.Integer(), total: Type.Integer() }),
  preview: Type.Optional(
    Type.Object({
      valid: Type.Integer(),
      invalid: Type.Integer(),
      /** Of the invalid rows those that checks only warn of: whoever says why may import them all the same. */
      warned: Type.Optional(Type.Integer()),
      /** First rows as they would be stored: formatted text by field. */
      sample: Type.Array(
        Type.Object({ row: Type.Integer(), cells: Type.Record(Type.String(), Type.String()) }),
      ),
      errors: Type.Array(RowError),
      /** All errors, by kind and column; the most frequent first. */
      groups: Type.Optional(Type.Array(ErrorGroup)),
      /** Rows that the member chose to leave out. */
      dropped: Type.Optional(Type.Integer()),
      /** Under a match: what becomes of the rows that nothing is wrong with. */
      plan: Type.Optional(
        Type.Object({
          created: Type.Integer(),
          changed: Type.Integer(),
          unchanged: Type.Integer(),
          /** Left out, as the policy says. */
          left: Type.Integer(),
        }),
      ),
      /** Of the invalid rows those with which it is not clear what record they are about. */
      conflicts: Type.Optional(Type.Integer()),
      /** First records that would be changed: formatted texts by field, before and after. */
      changes: Type.Optional(
        Type.Array(
          Type.Object({
            row: Type.Integer(),
            record: Id,
            title: Type.Optional(Type.String()),
            cells: Type.Record(Type.String(), Type.Object({ before: Type.String(), after: Type.String() })),
          }),
        ),
      ),
      /** When it was looked at: what somebody changes after it is not written over. */
      checkedAt: Type.Optional(Type.String()),
      /** Texts that match no option or record, with close matches to choose from. */
      unmatched: Type.Array(
        Type.Object({
          column: Type.Integer(),
          field: Type.String(),
          text: Type.String(),
          count: Type.Integer(),
          suggestions: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
        }),
      ),
    }),
  ),
  result: Type.Optional(
    Type.Object({
      created: Type.Integer(),
      updated: Type.Optional(Type.Integer()),
      unchanged: Type.Optional(Type.Integer()),
      /** Left out, as the policy says. */
      left: Type.Optional(Type.Integer()),
      failed: Type.Integer(),
      errors: Type.Array(RowError),
      groups: Type.Optional(Type.Array(ErrorGroup)),
      /** The batch by which it can be taken back. */
      batch: Type.Optional(Id),
    }),
  ),
  issues: Type.Optional(Type.Array(Issue)),
});

export const imports = {
  uploadImport: operation({
    id: 'uploadImport',
    method: 'POST',
    path: base,
    access: 'member',
    summary: { zh: '上传导入文件（CSV、xlsx）', en: 'Upload a file to import (CSV, xlsx)' },
    params: FormParams,
    consumes: 'multipart/form-data',
    bodyLimit: 50 * 1024 * 1024,
    reply: ImportBody,
  }),
  getImport: operation({
    id: 'getImport',
    method: 'GET',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '导入的状态', en: 'State of an import' },
    params: ImportParams,
    reply: ImportBody,
  }),
  chooseImportSheet: operation({
    id: 'chooseImportSheet',
    method: 'POST',
    path: `${base}/{id}/sheet`,
    access: 'member',
    summary: { zh: '选择工作表', en: 'Import another sheet of the workbook' },
    params: ImportParams,
    body: Type.Object({ sheet: Type.Integer({ minimum: 0, maximum: 100 }) }),
    reply: ImportBody,
  }),
  previewImport: operation({
    id: 'previewImport',
    method: 'POST',
    path: `${base}/{id}/preview`,
    access: 'member',
    summary: { zh: '预览：按映射检查全部行', en: 'Preview: check every row under a mapping' },
    params: ImportParams,
    bodyLimit: 4 * 1024 * 1024,
    body: Type.Object({ mapping: Mapping }),
    reply: ImportBody,
  }),
  commitImport: operation({
    id: 'commitImport',
    method: 'POST',
    path: `${base}/{id}/commit`,
    access: 'member',
    summary: { zh: '开始导入', en: 'Start importing in the background' },
    params: ImportParams,
    body: Type.Object({
      /** Import the valid rows although others have errors. */
      skipInvalid: Type.Boolean(),
      /** For every row of the file. */
      accept: Type.Optional(Accept),
    }),
    reply: ImportBody,
  }),
  cancelImport: operation({
    id: 'cancelImport',
    method: 'POST',
    path: `${base}/{id}/cancel`,
    access: 'member',
    summary: { zh: '取消导入：不留下任何数据', en: 'Cancel: nothing of it stays' },
    params: ImportParams,
    reply: ImportBody,
  }),
  importErrors: operation({
    id: 'importErrors',
    method: 'GET',
    path: `${base}/{id}/errors`,
    access: 'member',
    summary: { zh: '下载错误行（xlsx）', en: 'Rows with errors as xlsx' },
    params: ImportParams,
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  importProblems: operation({
    id: 'importProblems',
    method: 'GET',
    path: `${base}/{id}/problems`,
    access: 'member',
    summary: { zh: '逐页查看错误', en: 'Errors of an import, page by page' },
    params: ImportParams,
    query: Type.Object({
      kind: Type.Optional(Type.String({ maxLength: 200 })),
      column: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    reply: Type.Object({
      errors: Type.Array(RowError),
      /** Where the next page begins; null at the end. */
      next: Type.Union([Type.Integer(), Type.Null()]),
    }),
  }),
};
