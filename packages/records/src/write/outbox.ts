import type { Queryable } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';

/** Says that something happened, with the transaction that `client` runs: readers of the outbox hear of it once it is committed. */
export async function emit(
  ctx: Pick<Ctx, 'catalog'>,
  client: Queryable,
  kind: string,
  payload: object,
): Promise<void> {
  await client.query(`INSERT INTO ${relation(ctx, 'outbox')} (kind, payload) VALUES ($1, $2)`, [
    kind,
    JSON.stringify(payload),
  ]);
}
