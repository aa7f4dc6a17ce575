import { Type } from 'typebox';
import { ColumnMapping, Mapping } from './imports.ts';
import { operation } from './operation.ts';
import { FormParams, Id, Key } from './schemas.ts';

const base = '/api/v1/w/{workspace}/records/{app}/{form}/import-mappings';
const SavedParams = Type.Object({ workspace: Key, app: Key, form: Key, id: Id });

/** How columns of files become fields, by the names of the columns: it fits whatever file has such columns. */
const Saved = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String({ maxLength: 200 }),
      ...Type.Omit(ColumnMapping, ['column']).properties,
    }),
    { minItems: 1, maxItems: 500 },
  ),
  ...Type.Pick(Mapping, ['match', 'policy', 'empty', 'rows']).properties,
});
const SavedMapping = Type.Object({
  id: Id,
  name: Type.String(),
  /** Offered to everybody who may import into the form. */
  shared: Type.Boolean(),
  /** Whether the member may change it. */
  editable: Type.Boolean(),
  mapping: Saved,
});

export const importMappings = {
  listImportMappings: operation({
    id: 'listImportMappings',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '保存过的导入设置', en: 'Saved mappings of imports' },
    params: FormParams,
    reply: Type.Object({ mappings: Type.Array(SavedMapping) }),
  }),
  putImportMapping: operation({
    id: 'putImportMapping',
    method: 'PUT',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '保存导入设置', en: 'Save a mapping of imports, new or changed' },
    params: SavedParams,
    bodyLimit: 1024 * 1024,
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
      shared: Type.Boolean(),
      mapping: Saved,
    }),
    reply: SavedMapping,
  }),
  deleteImportMapping: operation({
    id: 'deleteImportMapping',
    method: 'DELETE',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '删除导入设置', en: 'Delete a saved mapping of imports' },
    params: SavedParams,
  }),
};
