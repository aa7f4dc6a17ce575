import type { PoolClient } from '@trellis/db';
import { type RowValue, wholeRow } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import { columnOf, relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { runText, statementOf } from '../query/select.ts';
import { openValues } from '../secrets/values.ts';
import { quoteName } from '../storage/names.ts';

/** A record whose rows are wanted. */
interface Holder {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}
type RowRecord = Record<string, Value> & { readonly _id: string; readonly _parent_id: string };

const selects = new WeakMap<CatalogForm, string>();

/** All columns of the rows of records, in order. The only parameter: the ids of the records. */
function selectRows(ctx: Ctx, rows: CatalogForm): string {
  let text = selects.get(rows);
  if (text === undefined) {
    const columns = [...rows.columns.keys()].map(
      (key) => `${columnOf(rows, key, 'r').text.join('')} AS ${quoteName(key)}`,
    );
    text =
      `SELECT ${['r._id', 'r._parent_id', ...columns].join(', ')} FROM ${relation(ctx, rows.table)} AS r ` +
      'WHERE r._parent_id = ANY($1::uuid[]) ORDER BY r._parent_id, r._pos, r._id';
    selects.set(rows, text);
  }
  return text;
}

/** The rows of records by field, then by record; whole, whoever reads. Records without rows have no entry. */
async function readRows(
  ctx: Ctx,
  form: CatalogForm,
  fields: Iterable<string>,
  ids: readonly string[],
  client?: PoolClient,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly RowValue[]>>> {
  const found = new Map<string, ReadonlyMap<string, readonly RowValue[]>>();
  if (ids.length === 0) return found;
  for (const field of fields) {
    const rows = form.owned.get(field);
    if (!rows) continue;
    const read = await runText<RowRecord>(ctx, statementOf(selectRows(ctx, rows)), [ids], client);
    const byRecord = new Map<string, RowValue[]>();
    for (const row of read) {
      const list = byRecord.get(row._parent_id);
      const whole = wholeRow(rows, row._id, openValues(ctx, rows, row._id, row));
      if (list) list.push(whole);
      else byRecord.set(row._parent_id, [whole]);
    }
    found.set(field, byRecord);
  }
  return found;
}

/** Records with the rows of all their sub-forms put into their values; null where there are none. */
export async function withRows<R extends Holder>(
  ctx: Ctx,
  form: CatalogForm,
  records: readonly R[],
  client?: PoolClient,
): Promise<R[]> {
  if (form.owned.size === 0 || records.length === 0) return [...records];
  const ids = records.map(({ id }) => id);
  const rows = await readRows(ctx, form, form.owned.keys(), ids, client);
  return records.map((record) => {
    const values: Record<string, unknown> = { ...record.values };
    for (const key of form.owned.keys()) values[key] = rows.get(key)?.get(record.id) ?? null;
    return { ...record, values };
  });
}

/** The same for a member: sub-forms among `fields`, with the columns that the member may see. */
export async function withVisibleRows<R extends Holder>(
  ctx: Ctx,
  access: Access,
  records: readonly R[],
  fields: Iterable<string>,
): Promise<R[]> {
  const wanted = [...fields].filter((key) => access.owned.has(key));
  if (wanted.length === 0 || records.length === 0) return [...records];
  const rows = await readRows(
    ctx,
    access.form,
    wanted,
    records.map(({ id }) => id),
  );
  return records.map((record) => {
    const values: Record<string, unknown> = { ...record.values };
    for (const key of wanted) values[key] = visibleRows(access, key, rows.get(key)?.get(record.id));
    return { ...record, values };
  });
}

/** Rows with the columns that exist for the member; null where there are none. */
export function visibleRows(
  access: Access,
  field: string,
  list: readonly RowValue[] | null | undefined,
): Value {
  const rows = access.owned.get(field);
  if (!rows || !list || list.length === 0) return null;
  if (rows.visible.size === rows.form.fields.size) return list;
  return list.map((row) => {
    const seen: Record<string, Value> = { _id: row._id ?? null };
    for (const key of rows.visible.keys()) seen[key] = row[key] ?? null;
    return seen;
  });
}
