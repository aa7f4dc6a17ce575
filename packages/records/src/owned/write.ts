import type { PoolClient } from '@trellis/db';
import { type RowValue, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { sealValues } from '../secrets/values.ts';
import { quoteName } from '../storage/names.ts';

type Values = Readonly<Record<string, Value>>;

/** A record that is new or changes, with the rows that it shall have. */
interface Owner {
  readonly id: string;
  readonly values: Values;
}

/** Rows as JSON for `jsonb_populate_recordset`, which gives each column its type, exact numbers and lists included. */
const asJson = (
  ctx: Ctx,
  rows: CatalogForm,
  parent: string,
  list: readonly (readonly [RowValue, number])[],
) =>
  list.map(([row, pos]) => {
    const stored: Record<string, unknown> = { _id: row._id, _parent_id: parent, _pos: pos };
    const values = sealValues(ctx, rows, String(row._id), row);
    for (const [key, column] of rows.columns) stored[column] = values[key] ?? null;
    return stored;
  });

/** Writes rows; one that has the id of another record's row is refused. Errors: validation_failed (id_taken). */
async function putRows(
  ctx: Ctx,
  client: PoolClient,
  rows: CatalogForm,
  field: string,
  stored: readonly object[],
): Promise<void> {
  if (stored.length === 0) return;
  const table = relation(ctx, rows.table);
  const columns = ['_id', '_parent_id', '_pos', ...[...rows.columns.values()].map(quoteName)];
  const set = columns.slice(2).map((column) => `${column} = excluded.${column}`);
  const { rowCount } = await client.query(
    `INSERT INTO ${table} AS t (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
     ON CONFLICT (_id) DO UPDATE SET ${set.join(', ')} WHERE t._parent_id = excluded._parent_id`,
    [JSON.stringify(stored)],
  );
  if (rowCount === stored.length) return;
  throw new AppError('validation_failed', { issues: [{ path: [field], code: 'id_taken' }] });
}

/** Writes the rows of new records. The caller's transaction has written the records. */
export async function insertRows(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  records: readonly Owner[],
): Promise<void> {
  for (const [field, rows] of form.owned) {
    const stored = records.flatMap(({ id, values }) =>
      asJson(
        ctx,
        rows,
        id,
        rowsOf(values[field]).map((row, pos) => [row, pos] as const),
      ),
    );
    await putRows(ctx, client, rows, field, stored);
  }
}

/**
 * Brings the rows of a record from what they were to what they shall be: takes out, adds, and writes those that differ
 * or stand elsewhere. The caller's transaction has changed, and so locked, the record.
 */
export async function changeRows(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  before: Owner,
  after: Owner,
): Promise<void> {
  for (const [field, rows] of form.owned) {
    const old = new Map(rowsOf(before.values[field]).map((row, pos) => [row._id, { row, pos }]));
    const list = rowsOf(after.values[field]);
    const kept = new Set(list.map(({ _id }) => _id));
    const gone = [...old.keys()].filter((id) => !kept.has(id));
    if (gone.length > 0) {
      await client.query(
        `DELETE FROM ${relation(ctx, rows.table)} WHERE _parent_id = $1::uuid AND _id = ANY($2::uuid[])`,
        [after.id, gone],
      );
    }
    const moved = list.flatMap((row, pos) => {
      const was = old.get(row._id);
      const same = was !== undefined && was.pos === pos && JSON.stringify(was.row) === JSON.stringify(row);
      return same ? [] : [[row, pos] as const];
    });
    await putRows(ctx, client, rows, field, asJson(ctx, rows, after.id, moved));
  }
}

/** Whether a record has, or a change touches, rows: then its save is more than one statement. */
export const hasRows = (form: CatalogForm, values: Values): boolean =>
  [...form.owned.keys()].some((key) => (values[key] ?? null) !== null);
