import { inTransaction, type Pool } from '@trellis/db';
import { ownerOf } from '@trellis/forms/model';
import { findAccess } from '../access/policy.ts';
import { catalogFormOf, relation } from '../access/target.ts';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { isCurrent } from '../write/delete.ts';
import { announce } from './defer.ts';
import { planOf } from './plan.ts';
import { recompute } from './recompute.ts';
import { store, workOut } from './store.ts';

/** Records of one transaction: short enough that people who save the same ones hardly notice. */
const BATCH = 200;

interface Work {
  readonly id: string;
  readonly form: string;
  readonly fields: readonly string[];
  /** Whether it is about all records of the form. */
  readonly every: boolean;
  readonly reached: string | null;
  readonly actor: string | null;
}

/**
 * Works off the computations of a workspace that were left for the background, oldest first, in batches. Each batch is
 * a transaction that also notes how far it came: a process that dies loses nothing, two processes take turns. Answers
 * whether all is done.
 * @param options.atMost batches at most, so that others get their turn
 * @param options.current the catalog to work under, asked for each batch: somebody may publish meanwhile
 */
export async function runComputations(
  ctx: Omit<Ctx, 'catalog'>,
  options: { readonly current: () => Promise<Catalog>; readonly atMost?: number },
): Promise<boolean> {
  for (let batch = 0; batch < (options.atMost ?? Number.POSITIVE_INFINITY); batch++) {
    const catalog = await options.current();
    const more = await runBatch({ ...ctx, catalog, now: new Date().toISOString() });
    if (!more) return true;
  }
  return false;
}

/** A workspace's computations by a process of its own, for nobody in particular. */
export async function computeWorkspace(
  { pool, log, keys }: Pick<Ctx, 'pool' | 'log' | 'keys'>,
  current: () => Promise<Catalog>,
): Promise<void> {
  const actor = { id: NOBODY, departments: [], roles: [], admin: true };
  await runComputations({ pool, log, keys, actor, now: '', locale: 'zh', cause: 'api' }, { current });
}
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Wakes the job of every workspace in which something was left; to be called when a process starts. */
export async function wakeComputations(pool: Pool, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    const { rowCount } = await pool.query(`SELECT FROM ${quoteName(schema)}.computation LIMIT 1`);
    if (rowCount) await announce(pool, schema);
  }
}

function runBatch(ctx: Ctx): Promise<boolean> {
  const table = relation(ctx, 'computation');
  return inTransaction(ctx.pool, async ({ client }) => {
    const { rows: found } = await client.query<Work>(
      `SELECT id, form, fields, ids IS NULL AS every, reached, actor FROM ${table} ORDER BY created_at, id LIMIT 1 FOR UPDATE`,
    );
    const [work] = found;
    if (!work) return false;
    // Definitions have moved: again under those of now, which `current` finds.
    if (!(await isCurrent(ctx, client))) return true;
    const form = catalogFormOf(ctx.catalog, work.form);
    const ids = form?.state === 'ok' ? await nextIds(ctx, client, form, work) : [];
    const last = ids.at(-1);
    if (!form || last === undefined) {
      await client.query(`DELETE FROM ${table} WHERE id = $1`, [work.id]);
      await client.query(
        `INSERT INTO ${relation(ctx, 'outbox')} (kind, payload) VALUES ('computation', '{}')`,
      );
      return true;
    }
    // Fields that went, or are no longer stored, since.
    const { stored } = planOf(ctx.catalog, form);
    const fields = new Set(work.fields.filter((key) => stored.has(key)));
    const fresh = await workOut(ctx, client, form, ids, fields);
    await store(ctx, client, fresh, { actor: work.actor, created: new Set() });
    const moved = fresh.changes.map(({ id }) => id);
    const written = { form: form.ref, ids: moved, fields: fresh.fields, own: 'changed' as const };
    await recompute(ctx, client, [written], { actor: work.actor, judged: false });
    await client.query(`UPDATE ${table} SET reached = $2, done = done + $3 WHERE id = $1`, [
      work.id,
      last,
      ids.length,
    ]);
    return true;
  });
}

/** The next records to do, locked. */
async function nextIds(
  ctx: Ctx,
  client: Parameters<typeof recompute>[1],
  form: CatalogForm,
  { id, every, reached }: Work,
): Promise<string[]> {
  const living = ownerOf(form.ref) ? 'true' : 'r._deleted_at IS NULL';
  const among = every
    ? 'true'
    : `r._id IN (SELECT unnest(ids) FROM ${relation(ctx, 'computation')} WHERE id = $3::uuid)`;
  const { rows } = await client.query<{ _id: string }>(
    `SELECT r._id FROM ${relation(ctx, form.table)} AS r WHERE ($1::uuid IS NULL OR r._id > $1::uuid) AND ${living} AND ${among}
     ORDER BY r._id LIMIT $2 FOR NO KEY UPDATE`,
    every ? [reached, BATCH] : [reached, BATCH, id],
  );
  return rows.map(({ _id }) => _id);
}

/** What is being recalculated, as people are told: by form, how many records of how many. */
export interface Recalculating {
  readonly form: string;
  readonly fields: string[];
  readonly done: number;
  readonly total: number;
}

/** The computations that are under way: visible fields of forms that the member may view. */
export async function listComputations(ctx: Ctx): Promise<Recalculating[]> {
  const { rows } = await ctx.pool.query<Recalculating>(
    `SELECT form, fields, least(done, total) AS done, total FROM ${relation(ctx, 'computation')} ORDER BY created_at, id`,
  );
  return rows.flatMap((row) => {
    const owner = ownerOf(row.form);
    const access = findAccess(ctx, owner?.form ?? row.form);
    if (!access?.actions.has('view')) return [];
    const fields = owner
      ? [owner.field].filter((key) => access.visible.has(key))
      : row.fields.filter((key) => access.visible.has(key));
    return fields.length > 0 ? [{ ...row, form: owner?.form ?? row.form, fields }] : [];
  });
}
