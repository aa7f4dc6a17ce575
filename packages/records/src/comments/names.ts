import type { Queryable } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { Refs } from '../types.ts';

/** Names of members by id, read where a transaction runs. */
export async function namesOf(
  ctx: Pick<Ctx, 'catalog'>,
  on: Queryable,
  ids: Iterable<string>,
): Promise<Refs> {
  const { rows } = await on.query<{ id: string; name: string }>(
    `SELECT id, name FROM ${relation(ctx, 'member')} WHERE id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, { title: name }]));
}
