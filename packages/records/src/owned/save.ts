import { atOnce, inTransaction, type PoolClient } from '@trellis/db';
import { findAccess } from '../access/policy.ts';
import type { Renewed } from '../compute/recompute.ts';
import type { ComputeSteps } from '../compute/save.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import type { Sql } from '../write/insert-sql.ts';
import { saveRecord } from '../write/save.ts';

/** What a save answers. */
export interface Saved {
  /** The row of the writing statement. */
  readonly row: Record<string, unknown>;
  /** Computed values that it brought up to date beyond what it wrote. */
  readonly renewed: Renewed;
}

const NOTHING: Renewed = new Map();

/**
 * saveRecord together with what else belongs to the save, in one transaction; by itself, in one trip, where there is
 * nothing else. Statements that need no answer of each other go at once.
 * @param rest.rows writes rows of sub-forms, once the record is written and so locked
 * @param rest.tell tells members of it
 */
export async function saveWith(
  ctx: Ctx,
  form: CatalogForm,
  sql: Sql,
  {
    rows,
    steps,
    tell,
  }: {
    readonly rows?: ((client: PoolClient) => Promise<void>) | undefined;
    readonly steps?: ComputeSteps | undefined;
    readonly tell?: ((client: PoolClient) => Promise<void>) | undefined;
  },
): Promise<Saved | undefined> {
  const visible = () => findAccess(ctx, form.ref)?.visible ?? new Map();
  if (!rows && !steps && !tell) {
    const row = await saveRecord(ctx.pool, form, sql, visible);
    return row && { row, renewed: NOTHING };
  }
  const save = async (client: PoolClient) => {
    const row = await saveRecord(client, form, sql, visible);
    // A table that is gone has failed the transaction: it must not be committed as if nothing were the matter.
    if (!row) throw new NotSaved();
    return row;
  };
  try {
    return await inTransaction(
      ctx.pool,
      async ({ client, begin, commit }) => {
        const [, , row, early] = await atOnce(client, [
          begin,
          async () => steps?.first(client),
          () => save(client),
          // What follows from rows can be found only where they are.
          async () => (rows ? undefined : steps?.follow(client)),
        ]);
        await rows?.(client);
        await tell?.(client);
        const following = early ?? (await steps?.follow(client));
        const renewed = following && (await steps?.last(client, following, commit));
        return { row, renewed: renewed ?? NOTHING };
      },
      { byHand: true },
    );
  } catch (error) {
    if (error instanceof NotSaved) return undefined;
    throw error;
  }
}

class NotSaved extends Error {}
