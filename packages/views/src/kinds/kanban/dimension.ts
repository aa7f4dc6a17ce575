import { type CompiledField, likeResult } from '@trellis/forms/model';
import type { Expr, ValueKind } from '@trellis/logic';
import type { OptionDef } from '@trellis/metadata';
import type { RecordData } from '@trellis/ui/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { type Column, columnOf, isSystemField } from '../../data/columns.ts';
import { systemValue } from '../../data/system-cell.tsx';
import { mayAssign } from '../../time/fields.ts';

/** A field whose values are the lanes of a board, or the rows across them. */
export interface Dimension {
  readonly key: string;
  readonly kind: ValueKind;
  /** Absent for system fields; one that is worked out stands here as what it results in. */
  readonly field?: CompiledField;
  /** All that it may hold, where that is known; else there is a lane for each value in use. */
  readonly options?: readonly OptionDef[];
  /** Its values are members. */
  readonly member: boolean;
  /** This member may put cards into other lanes. */
  readonly writable: boolean;
}

const SHARED: ReadonlySet<ValueKind> = new Set(['option', 'ref', 'boolean']);

/** Whether lanes can be made of a column: few values, of which each record has one. */
export const isDimension = ({ key, kind, field }: Column): boolean =>
  SHARED.has(kind) &&
  key !== '_id' &&
  key !== '_collaborator_ids' &&
  !field?.many &&
  !field?.owned &&
  !field?.meta.encrypted;

/** The dimension that a field makes; undefined for one that is gone, hidden from this member or no lanes can be made of. */
export function dimensionOf(info: FormInfo, key: string | undefined): Dimension | undefined {
  const column = key === undefined ? undefined : columnOf(info.form, key);
  if (!column || !isDimension(column)) return undefined;
  const { kind } = column;
  if (!column.field)
    return {
      key: column.key,
      kind,
      member: column.key !== '_department_id',
      writable: mayAssign(info, column.key),
    };
  const field = likeResult(column.field);
  const options = kind === 'boolean' ? yesAndNo(field) : field.type.options?.(field.config);
  return {
    key: column.key,
    kind,
    field,
    ...(options ? { options } : {}),
    member: field.target === '$member',
    writable: mayAssign(info, column.key),
  };
}

/** No comes first: that is where things begin. */
const yesAndNo = ({ type, config }: CompiledField): readonly OptionDef[] =>
  [false, true].map((value) => ({
    key: String(value),
    label: {
      zh: type.format(value, config, { locale: 'zh', tz: 'UTC' }),
      en: type.format(value, config, { locale: 'en', tz: 'UTC' }),
    },
    color: value ? 'green' : 'gray',
  }));

/** What a record has in a dimension, as groups name it. */
export function keyIn({ key }: Dimension, record: RecordData): string | null {
  const value = isSystemField(key) ? systemValue(record, key) : record.values[key];
  return value === null || value === undefined || value === '' ? null : String(value);
}

/** A key as records hold it. */
export const heldAs = ({ kind }: Dimension, key: string | null): string | boolean | null =>
  kind === 'boolean' && key !== null ? key === 'true' : key;

/** The records of one lane. */
export const inLane = (dimension: Dimension, key: string | null): Expr =>
  key === null
    ? { is_empty: [{ var: dimension.key }] }
    : { '==': [{ var: dimension.key }, heldAs(dimension, key)] };
