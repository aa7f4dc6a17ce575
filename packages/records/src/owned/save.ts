import { inTransaction, type PoolClient } from '@trellis/db';
import type { CatalogForm, Ctx } from '../contract.ts';
import type { Sql } from '../write/insert-sql.ts';
import { saveRecord } from '../write/save.ts';

/**
 * saveRecord together with what else belongs to the save, in one transaction; by itself, in one trip, where there is
 * nothing else.
 * @param rest runs once the record is written, and so locked
 * @param first runs before it is
 */
export function saveWith(
  ctx: Ctx,
  form: CatalogForm,
  sql: Sql,
  rest: ((client: PoolClient) => Promise<void>) | undefined,
  first?: ((client: PoolClient) => Promise<void>) | undefined,
): Promise<Record<string, unknown> | undefined> {
  if (!rest) return saveRecord(ctx.pool, form, sql);
  return inTransaction(ctx.pool, async ({ client }) => {
    await first?.(client);
    const saved = await saveRecord(client, form, sql);
    // A table that is gone has failed the transaction: it must not be committed as if nothing were the matter.
    if (!saved) throw new NotSaved();
    await rest(client);
    return saved;
  }).catch((error: unknown) => {
    if (error instanceof NotSaved) return undefined;
    throw error;
  });
}

class NotSaved extends Error {}
