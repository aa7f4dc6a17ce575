import type { Frag, Value } from '@trellis/logic';
import { frag, join, raw } from '@trellis/logic/sql';
import type { Access } from '../access/policy.ts';
import type { Scoped } from '../access/scoped.ts';
import { planOf } from '../compute/plan.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { openValues } from '../secrets/values.ts';
import { quoteName } from '../storage/names.ts';
import type { RecordBody } from '../types.ts';

/** What the driver gives for a record: system columns by their name, fields by their key. */
export type RecordRow = Record<string, unknown> & {
  readonly _id: string;
  readonly _version: number;
  readonly _created_at: string;
  readonly _created_by: string | null;
  readonly _updated_at: string;
  readonly _updated_by: string | null;
  readonly _owner_id: string | null;
  readonly _department_id: string | null;
  readonly _deleted_at: string | null;
};

const META = [
  '_id',
  '_created_at',
  '_created_by',
  '_updated_at',
  '_updated_by',
  '_owner_id',
  '_department_id',
];

const allColumns = new WeakMap<Access, { readonly alias: string; readonly columns: Frag }>();

/**
 * Columns of records: the system's and those of the given visible fields, named by their keys. Without fields: of all
 * visible ones, put together once.
 */
export function recordColumns(scope: Scoped, fields?: Iterable<string>): Frag {
  const { access, alias } = scope;
  if (fields) return columnsOf(scope, fields);
  // Values that queries work out bring parameters of their own: who reads, and when.
  if (planOf(scope.ctx.catalog, access.form).volatile.size > 0)
    return columnsOf(scope, access.visible.keys());
  let known = allColumns.get(access);
  if (known?.alias !== alias) {
    known = { alias, columns: columnsOf(scope, access.visible.keys()) };
    allColumns.set(access, known);
  }
  return known.columns;
}

function columnsOf(scope: Scoped, fields: Iterable<string>): Frag {
  const named = (key: string): Frag => frag`${scope.column(key)} AS ${raw(quoteName(key))}`;
  const version = frag`${scope.system('_version')} AS _version`;
  const deleted = frag`${scope.system('_deleted_at')} AS _deleted_at`;
  // Rows of sub-forms are read beside the records.
  const own = [...fields].filter((key) => !scope.access.owned.has(key));
  return join([...META.map(named), version, deleted, ...own.map(named)], ', ');
}

/** A row as the contract has it. The driver's values are already those of the wire (exact numbers as text, UTC). */
export function recordOf(ctx: Ctx, form: CatalogForm, row: RecordRow, fields: Iterable<string>): RecordBody {
  const values: Record<string, Value> = {};
  for (const key of fields) values[key] = (row[key] ?? null) as Value;
  return {
    id: row._id,
    version: row._version,
    values: openValues(ctx, form, row._id, values),
    meta: {
      createdAt: row._created_at,
      createdBy: row._created_by,
      updatedAt: row._updated_at,
      updatedBy: row._updated_by,
      owner: row._owner_id,
      department: row._department_id,
      ...(row._deleted_at === null ? {} : { deletedAt: row._deleted_at }),
    },
  };
}
