import type { PoolClient } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { BLOCK_SQL, blocksOfRow } from './blocks.ts';
import { type Side, type SideRow, sideColumns } from './sides.ts';

type Base = Pick<Ctx, 'catalog'>;

/** Living records of a form with their sides: these, or the next ones by id. */
export async function readSides(
  ctx: Base,
  client: PoolClient,
  form: CatalogForm,
  sides: readonly Side[],
  which: { readonly ids: readonly string[] } | { readonly after: string | null; readonly limit: number },
): Promise<SideRow[]> {
  const columns = sideColumns(form, sides);
  const from = `SELECT _id, ${columns} FROM ${relation(ctx, form.table)} WHERE _deleted_at IS NULL`;
  const { rows } =
    'ids' in which
      ? await client.query<SideRow>(`${from} AND _id = ANY($1::uuid[])`, [which.ids])
      : await client.query<SideRow>(
          `${from} AND ($1::uuid IS NULL OR _id > $1) ORDER BY _id LIMIT ${which.limit}`,
          [which.after],
        );
  return rows;
}

/** Writes the blocks of records anew; of `ids` that are no longer there they go. */
export async function indexRecords(
  ctx: Base,
  client: PoolClient,
  form: CatalogForm,
  sides: readonly Side[],
  ids: readonly string[],
  rows: readonly SideRow[],
): Promise<void> {
  const likeness = relation(ctx, 'likeness');
  await client.query(`DELETE FROM ${likeness} WHERE record_id = ANY($1::uuid[])`, [ids]);
  const blocks = rows.flatMap((row) => blocksOfRow(row, sides).map((block) => [row._id, block] as const));
  if (blocks.length === 0) return;
  await client.query(
    `INSERT INTO ${likeness} (block, record_id)
     SELECT DISTINCT ${BLOCK_SQL}, w.id FROM unnest($2::uuid[], $3::text[]) AS w (id, block)
     ON CONFLICT DO NOTHING`,
    [`${form.ref} `, blocks.map(([id]) => id), blocks.map(([, block]) => block)],
  );
}
