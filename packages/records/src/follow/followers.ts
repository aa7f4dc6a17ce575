import type { Queryable } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';

/** Who follows a record by their own will, and who wants to hear nothing of it. */
export interface Followers {
  readonly starring: readonly string[];
  readonly muting: readonly string[];
}

/** Followers of records that have any. */
export async function followersOf(
  ctx: Pick<Ctx, 'catalog'>,
  on: Queryable,
  form: string,
  records: readonly string[],
): Promise<Map<string, Followers>> {
  const { rows } = await on.query<{ record: string; starring: string[]; muting: string[] }>(
    `SELECT record_id AS record, array_agg(member_id) FILTER (WHERE following) AS starring,
       array_agg(member_id) FILTER (WHERE NOT following) AS muting
     FROM ${relation(ctx, 'follow')} WHERE form = $1 AND record_id = ANY($2::uuid[]) GROUP BY record_id`,
    [form, records],
  );
  return new Map(
    rows.map(({ record, starring, muting }) => [record, { starring: starring ?? [], muting: muting ?? [] }]),
  );
}
