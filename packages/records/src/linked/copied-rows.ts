import { type CompiledField, columnPairs, type Derived, rowsOf } from '@trellis/forms/model';
import type { Row, Value } from '@trellis/logic';
import { AppError, newId } from '@trellis/metadata';
import { type Access, findAccess } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { readRecord } from '../query/get.ts';
import type { RecordBody } from '../types.ts';
import { carried } from './carried.ts';

type RowsSource = Extract<Derived['source'], { readonly kind: 'rows' }>;

/**
 * The rows of the record that a reference has chosen, as new rows of a sub-form of the record at hand: those columns
 * that the member sees there. Null where there are none.
 */
export async function copiedRows(
  ctx: Ctx,
  { form }: Access,
  data: Row,
  field: string,
  { path, columns }: RowsSource,
): Promise<Value> {
  const [via = '', key = ''] = path.split('.');
  const target = form.fields.get(via)?.target ?? '';
  const rows = form.fields.get(field)?.owned;
  const from = findAccess(ctx, target)?.owned.get(key);
  const id = data[via];
  if (!rows || !from || typeof id !== 'string') return null;
  const pairs = columnPairs(from.form, rows, columns).filter((pair) => from.visible.has(pair.from));
  const record = await chosen(ctx, target, id);
  const list: Value[] = [];
  for (const row of rowsOf(record?.values[key] as Value | undefined)) {
    const copy: Record<string, Value> = { _id: newId() };
    for (const pair of pairs) {
      const to = rows.fields.get(pair.to) as CompiledField;
      copy[pair.to] = await carried(ctx, row[pair.from] ?? null, from.form.fields.get(pair.from), to);
    }
    list.push(copy);
  }
  return list.length > 0 ? list : null;
}

/** The chosen record as the member sees it. */
async function chosen(ctx: Ctx, form: string, id: string): Promise<RecordBody | undefined> {
  try {
    return await readRecord(ctx, form, id, 'view');
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
