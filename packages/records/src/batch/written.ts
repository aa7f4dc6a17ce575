import type { Queryable } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { insertBatch } from './store.ts';

/** Records of one statement. */
const PART = 10_000;

/**
 * Writes down, in the transaction that wrote the records, a batch that is done already: from then on it can be looked at
 * and taken back as any other. The history entries of the records name it (`Ctx.batch`).
 * @param records with the versions that they have now
 */
export async function noteImport(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  batch: { readonly id: string; readonly fields: readonly string[] },
  records: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  const { id, fields } = batch;
  await insertBatch(ctx, on, form, { id, work: { op: 'import', fields }, total: records.length });
  for (let start = 0; start < records.length; start += PART) {
    const part = records.slice(start, start + PART);
    await on.query(
      `INSERT INTO ${relation(ctx, 'batch_record')} (batch_id, pos, record_id, version, outcome, written)
       SELECT $1, $2::int + w.n, w.id, w.version, 'done', w.version
       FROM unnest($3::uuid[], $4::int[]) WITH ORDINALITY AS w (id, version, n)`,
      [id, start, part.map((one) => one.id), part.map((one) => one.version)],
    );
  }
  await on.query(
    `UPDATE ${relation(ctx, 'batch')} SET state = 'done', reached = total, done = total, finished_at = clock_timestamp()
     WHERE id = $1`,
    [id],
  );
}
