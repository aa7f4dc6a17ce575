import { inTransaction, type PoolClient } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { RecordEvent } from '../write/event.ts';
import { compareRecords, forgetTwins } from './compare.ts';
import { indexRecords, readSides } from './index-records.ts';
import type { ScanRow } from './scan.ts';
import { sidesOf } from './sides.ts';

/** Records of one transaction. */
const SLICE = 200;

/** Notes records that were written, to be compared anew; answers whether there is any. */
export async function noteWritten(
  ctx: Pick<Ctx, 'catalog'>,
  client: PoolClient,
  events: readonly RecordEvent[],
): Promise<boolean> {
  const wanted = events.filter(({ form }) => sidesOf(ctx.catalog, form).length > 0);
  if (wanted.length === 0) return false;
  const pairs = wanted.flatMap(({ form, ids }) => ids.map((id) => ({ form, id })));
  await client.query(
    `INSERT INTO ${relation(ctx, 'likeness_due')} (form, record_id)
     SELECT form, id FROM unnest($1::text[], $2::uuid[]) AS w (form, id) ON CONFLICT DO NOTHING`,
    [pairs.map(({ form }) => form), pairs.map(({ id }) => id)],
  );
  return true;
}

/** Brings the blocks and duplicates of some records up to date that were written. Answers whether there was one. */
export function dueSlice(ctx: Pick<Ctx, 'pool' | 'catalog'>): Promise<boolean> {
  return inTransaction(ctx.pool, async ({ client }) => {
    const due = relation(ctx, 'likeness_due');
    // Their records wait until they are back.
    const aside = [...ctx.catalog.forms.values()].filter(({ state }) => state !== 'ok').map(({ ref }) => ref);
    const { rows } = await client.query<{ form: string; id: string }>(
      `DELETE FROM ${due} WHERE (form, record_id) IN (
         SELECT form, record_id FROM ${due} WHERE form = (SELECT form FROM ${due} WHERE form <> ALL($1::text[]) ORDER BY form LIMIT 1)
         ORDER BY record_id LIMIT ${SLICE} FOR UPDATE SKIP LOCKED)
       RETURNING form, record_id AS id`,
      [aside],
    );
    const [first] = rows;
    if (!first) return false;
    const form = ctx.catalog.forms.get(first.form);
    const sides = sidesOf(ctx.catalog, first.form);
    if (!form || sides.length === 0) return true;
    const ids = rows.map(({ id }) => id);
    await indexRecords(ctx, client, form, sides, ids, await readSides(ctx, client, form, sides, { ids }));
    // A search that has not come to compare yet will find them where it comes by.
    const { rows: scans } = await client.query<Pick<ScanRow, 'phase'>>(
      `SELECT phase FROM ${relation(ctx, 'likeness_scan')} WHERE form = $1 FOR SHARE`,
      [form.ref],
    );
    if (scans[0]?.phase !== 'compare') return true;
    await forgetTwins(ctx, client, form.ref, ids);
    await compareRecords(ctx, client, form, ids, { onlyLater: false });
    return true;
  });
}
