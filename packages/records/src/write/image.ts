import { rowsOf } from '@trellis/forms/model';
import type { Row, Value } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import type { CatalogForm } from '../contract.ts';
import { visibleRows } from '../owned/read.ts';
import type { RecordBody } from '../types.ts';
import type { PassedOver } from './warnings.ts';

/** A record with all its fields, as it is or shall be stored. */
export interface Image {
  readonly id: string;
  readonly version: number;
  /** Canonical values; every field of the form is present. */
  readonly values: Readonly<Record<string, Value>>;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly updatedAt: string;
  readonly updatedBy: string | null;
  readonly owner: string | null;
  readonly department: string | null;
  /** Checks that warned of this change and were passed over. */
  readonly passed?: readonly PassedOver[];
}

/** The part of a record that its values do not decide. */
export type Frame = Omit<Image, 'values'>;

/** System fields as expressions see them. */
export function systemOf(frame: Frame): Row {
  return {
    _id: frame.id,
    _created_at: frame.createdAt,
    _created_by: frame.createdBy,
    _updated_at: frame.updatedAt,
    _updated_by: frame.updatedBy,
    _owner_id: frame.owner,
    _department_id: frame.department,
    _collaborator_ids: [],
  };
}

/** The record as expressions see it: fields and system fields by their names. */
export const dataOf = (image: Image): Row => ({ ...image.values, ...systemOf(image) });

/** The record as the contract has it, with the fields that exist for the member. */
export function bodyOf(image: Image, access: Access): RecordBody {
  const values: Record<string, Value> = {};
  for (const key of access.visible.keys()) {
    const value = image.values[key] ?? null;
    values[key] = access.owned.has(key) ? visibleRows(access, key, rowsOf(value)) : value;
  }
  return {
    id: image.id,
    version: image.version,
    values,
    meta: {
      createdAt: image.createdAt,
      createdBy: image.createdBy,
      updatedAt: image.updatedAt,
      updatedBy: image.updatedBy,
      owner: image.owner,
      department: image.department,
    },
  };
}

export { sameValue } from '@trellis/forms/model';

/** Every field empty: what a new record is compared with. */
const empty = new WeakMap<CatalogForm, Readonly<Record<string, Value>>>();
export function emptyValues(form: CatalogForm): Readonly<Record<string, Value>> {
  let values = empty.get(form);
  if (!values) {
    // Not frozen: copies of a frozen object take four times as long.
    values = Object.fromEntries([...form.fields.keys()].map((key) => [key, null]));
    empty.set(form, values);
  }
  return values;
}
