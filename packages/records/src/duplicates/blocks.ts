import type { Queryable } from '@trellis/db';
import { blocksOf } from '@trellis/forms/server';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { type Side, type SideRow, sideOf } from './sides.ts';

/** A block that has more records than this is not looked through: what so many have says little of each. */
export const CROWD = 100;

/** Number of a block of a form, as the database keeps it. */
export const BLOCK_SQL = 'hashtextextended($1::text || w.block, 0)';

/** The blocks of a record. */
export const blocksOfRow = (row: SideRow, sides: readonly Side[]): readonly string[] => [
  ...new Set(sides.flatMap((side) => blocksOf(side.how, sideOf(row, side)))),
];

/** Records that share a block with something. */
export interface BlockMates {
  /** What was asked for it: a record, or "" for what is being filled in. */
  readonly of: string;
  readonly block: string;
  /** One more than the crowd where there are more. */
  readonly ids: readonly string[];
}

/** Who else is in the blocks of some records of a form; a look into an index for each, however large they are. */
export async function blockMates(
  ctx: Pick<Ctx, 'catalog'>,
  on: Queryable,
  form: string,
  wanted: readonly { readonly of: string; readonly block: string }[],
): Promise<readonly BlockMates[]> {
  if (wanted.length === 0) return [];
  const { rows } = await on.query<BlockMates>(
    `SELECT w.of, w.block, c.ids FROM unnest($2::text[], $3::text[]) AS w (of, block)
     CROSS JOIN LATERAL (SELECT array_agg(m.record_id) AS ids FROM (
       SELECT record_id FROM ${relation(ctx, 'likeness')}
       WHERE block = ${BLOCK_SQL} AND record_id::text <> w.of LIMIT ${CROWD + 1}) AS m) AS c
     WHERE c.ids IS NOT NULL`,
    [`${form} `, wanted.map(({ of }) => of), wanted.map(({ block }) => block)],
  );
  return rows;
}
