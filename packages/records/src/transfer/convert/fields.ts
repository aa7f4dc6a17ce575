import { type CompiledField, type CompiledForm, fieldTypes } from '@trellis/forms/model';
import { MEMBER_TARGET } from '@trellis/metadata';
import type { Access } from '../../access/policy.ts';
import type { NewRow } from '../../types.ts';
import { systemColumn } from '../export/system.ts';

/** System field that a column may become: whom the new record belongs to. */
export const OWNER = '_owner_id';
/** System field that says which record a row, or a reference, is about; nothing is ever written to it. */
export const RECORD_ID = '_id';

/**
 * What a column may become: the fields that the member may import, in their order, the owner, and the id of the record. Of a
 * sub-form, its columns: "lines.price".
 */
export function importFields(access: Access): ReadonlyMap<string, CompiledField> {
  const own = [...access.visible]
    .filter(([key]) => access.writable.import.has(key))
    .flatMap(([key, field]): [string, CompiledField][] => {
      const rows = access.owned.get(key);
      return rows ? columnFields(field, rows) : [[key, field]];
    });
  return new Map([...own, [OWNER, ownerField], [RECORD_ID, idField(access.form)]]);
}

const columnFields = (field: CompiledField, rows: Access): [string, CompiledField][] =>
  [...rows.visible.values()]
    .filter(({ key, type }) => rows.writable.import.has(key) && !type.generated)
    .map((column) => [`${field.key}.${column.key}`, fieldOfColumn(field, column)]);

/** A column of a sub-form as files know it: with the name of both, "明细/单价". */
export function fieldOfColumn(field: CompiledField, column: CompiledField): CompiledField {
  const [of, own] = [field.meta.label, column.meta.label];
  const label = { zh: `${of.zh}/${own.zh}`, en: `${of.en || of.zh}/${own.en || own.zh}` };
  return { ...column, key: `${field.key}.${column.key}`, meta: { ...column.meta, label } };
}

/** Sub-form and column that "lines.price" names; undefined for a field of the record itself. */
export function columnIn(name: string): readonly [field: string, column: string] | undefined {
  const [field = '', column] = name.split('.');
  return column === undefined ? undefined : [field, column];
}

/** Everything that a record has for a field or a column of its rows, lists opened. */
export function valuesIn(record: NewRow, name: string): readonly unknown[] {
  const place = columnIn(name);
  if (!place) return [record.values[name] ?? []].flat();
  const rows = record.values[place[0]];
  return Array.isArray(rows)
    ? rows.flatMap((row: Readonly<Record<string, unknown>>) => row[place[1]] ?? [])
    : [];
}

/** The id of a record as if it were a field, by the name that an export gives it. */
export function idField(form: CompiledForm): CompiledField {
  const id = systemColumn(form, RECORD_ID);
  if (!id) throw new Error('no column for ids');
  return id.field;
}

/** The ids behind a reference as files know them, beside the titles: "客户 数据编号". */
export function fieldOfIdsBehind(form: CompiledForm, { key, meta }: CompiledField): CompiledField {
  const id = idField(form);
  const { zh, en } = id.meta.label;
  const label = { zh: `${meta.label.zh} ${zh}`, en: `${meta.label.en || meta.label.zh} ${en}` };
  return { ...id, key: `${key}.${RECORD_ID}`, meta: { ...id.meta, label } };
}

const type = fieldTypes.get('member');
const meta = { type: type.type, label: { zh: '负责人', en: 'Owner' }, config: type.config.defaults() };
const ownerField: CompiledField = {
  key: OWNER,
  type,
  config: meta.config,
  meta,
  schema: { title: meta.label.zh, trellis: meta },
  valueSchema: type.valueSchema(meta.config),
  kind: type.kind,
  many: false,
  required: false,
  target: MEMBER_TARGET,
};
