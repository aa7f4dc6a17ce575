import { Type } from 'typebox';
import { Mapping } from './imports.ts';
import { operation } from './operation.ts';
import { AppParams, Id, Key } from './schemas.ts';

const base = '/api/v1/w/{workspace}/apps/{app}/books';
const BookParams = Type.Object({ ...AppParams.properties, id: Id });

/** A field that a column could become. */
const Guess = Type.Object({
  type: Type.String(),
  config: Type.Record(Type.String(), Type.Unknown()),
  /** How sure it is that this is meant, 0 to 1. */
  sure: Type.Number(),
  /** Share of the cells that can be read as such. */
  fits: Type.Number(),
  /** Some texts that can't. */
  misfits: Type.Array(Type.String()),
  dateOrder: Type.Optional(Type.Union([Type.Literal('ymd'), Type.Literal('mdy'), Type.Literal('dmy')])),
});

const Sheet = Type.Object({
  id: Id,
  name: Type.String(),
  /** Rows below the names. */
  rows: Type.Integer(),
  headerRows: Type.Integer(),
  columns: Type.Array(
    Type.Object({
      index: Type.Integer(),
      name: Type.String(),
      /** Cells that are not empty. */
      filled: Type.Integer(),
      /** The likeliest first; text is always among them. */
      guesses: Type.Array(Guess),
    }),
  ),
  /** The first rows; each has its number in the file. */
  sample: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.String()) })),
});

const Left = Type.Array(Type.Object({ form: Key, name: Type.String(), message: Type.String() }));

/** Forms out of spreadsheets. */
export const books = {
  uploadBook: operation({
    id: 'uploadBook',
    method: 'POST',
    path: base,
    access: 'admin',
    summary: {
      zh: '上传表格，识别各列的字段类型（CSV、xlsx）',
      en: 'Upload a spreadsheet and tell the types of its columns (CSV, xlsx)',
    },
    params: AppParams,
    consumes: 'multipart/form-data',
    bodyLimit: 50 * 1024 * 1024,
    reply: Type.Object({ id: Id, fileName: Type.String(), sheets: Type.Array(Sheet) }),
  }),
  describeSheet: operation({
    id: 'describeSheet',
    method: 'POST',
    path: `${base}/{id}/sheet`,
    access: 'admin',
    summary: { zh: '换一行作列名，重新识别', en: 'Tell the types again with the names in another row' },
    params: BookParams,
    body: Type.Object({ sheet: Id, headerRows: Type.Integer({ minimum: 0, maximum: 20 }) }),
    reply: Sheet,
  }),
  createFromBook: operation({
    id: 'createFromBook',
    method: 'POST',
    path: `${base}/{id}/forms`,
    access: 'admin',
    summary: {
      zh: '按表格新建表单，并为每张准备好导入',
      en: 'Create forms out of the sheets, each with an import that is ready to be checked',
    },
    params: BookParams,
    bodyLimit: 8 * 1024 * 1024,
    body: Type.Object({
      forms: Type.Array(
        Type.Object({
          sheet: Id,
          key: Key,
          document: Type.Unknown(),
          view: Type.Unknown(),
          /** Which column becomes which field of the document. */
          mapping: Mapping,
        }),
        { minItems: 1, maxItems: 20 },
      ),
    }),
    reply: Type.Object({ forms: Type.Array(Type.Object({ form: Key, import: Id })), left: Left }),
  }),
};
