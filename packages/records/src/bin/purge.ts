import { inTransaction, openHistory, type Pool, type PoolClient, type Queryable } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import { frag, param } from '@trellis/logic/sql';
import { BIN_DAYS, type BodyOf, type Contract, isId, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { forgetDeleted } from '../deletion/store.ts';
import { bounded } from '../query/bounded.ts';
import { conditionsOf } from '../query/input.ts';
import { rowsOf, select } from '../query/select.ts';
import { countUpTo } from '../query/total.ts';
import { BESIDE_RECORDS, LEFT_ALONE } from '../storage/beside.ts';
import { quoteName } from '../storage/names.ts';
import { binScope } from './query.ts';

/** Records of one transaction, and how long one call goes on. */
const SLICE = 500;
const MOST_MILLIS = 4_000;

/**
 * Deletes binned records for good, as many as a few seconds allow: their rows, files, comments, links and all of their
 * history go with them. References to them lead nowhere, as they did since they were deleted.
 * Errors: forbidden, form_not_found, form_unavailable.
 */
export async function purgeRecords(
  ctx: Ctx,
  ref: string,
  { ids, search }: BodyOf<Contract['purgeRecords']>,
): Promise<ReplyOf<Contract['purgeRecords']>> {
  requireAdmin(ctx);
  const scope = binScope(bounded(ctx), ref);
  const { app, key } = scope.access.form;
  const where = [
    ...conditionsOf(scope, search ? { search } : {}),
    ...(ids ? [frag`${scope.column('_id')} = ANY(${param(ids.filter(isId), 'uuid[]')})`] : []),
  ];
  const { schema } = ctx.catalog.workspace;
  const until = performance.now() + MOST_MILLIS;
  let purged = 0;
  while (performance.now() < until) {
    const found = await rowsOf<{ id: string }>(
      scope.ctx,
      select(scope, { columns: [frag`${scope.column('_id')} AS id`], where, limit: SLICE }),
    );
    const gone = await purge(ctx.pool, schema, { app, form: key }, found);
    purged += gone;
    if (gone === 0) break;
  }
  if (purged > 0) ctx.log.info({ form: ref, records: purged, by: ctx.actor.id }, 'binned records purged');
  return { purged, left: await countUpTo(scope, where) };
}

/**
 * Deletes for good what has been in the bins of a workspace for 30 days; what was deleted before there were bins, as if it had
 * been then. Answers how many records.
 */
export async function sweepBin(pool: Pool, schema: string): Promise<number> {
  const s = quoteName(schema);
  const { rows: forms } = await pool.query<{ app: string; form: string; table: string }>(
    `SELECT app, form, table_name AS table FROM ${s}.form_storage WHERE state = 'ok' AND form NOT LIKE '%.%'`,
  );
  let purged = 0;
  for (const { table, ...form } of forms) {
    for (let gone = SLICE; gone === SLICE; purged += gone) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT _id AS id FROM ${s}.${quoteName(table)}
         WHERE _deleted_at < now() - interval '${BIN_DAYS} days'
           AND (SELECT bin_since FROM ${s}.meta) < now() - interval '${BIN_DAYS} days' LIMIT ${SLICE}`,
      );
      gone = await purge(pool, schema, form, rows);
    }
  }
  await pool.query(
    `WITH gone AS (DELETE FROM ${s}.personal_view WHERE deleted_at < now() - interval '${BIN_DAYS} days' RETURNING *)
     DELETE FROM ${s}.view_setting AS v USING gone
     WHERE v.member_id = gone.member_id AND v.app = gone.app AND v.form = gone.form AND v.view = gone.id::text`,
  );
  return purged;
}

/** Deletes some records of a form, those of them that are in the bin by then; answers how many. */
async function purge(
  pool: Pool,
  schema: string,
  { app, form }: { readonly app: string; readonly form: string },
  found: readonly { readonly id: string }[],
): Promise<number> {
  if (found.length === 0) return 0;
  return inTransaction(pool, ({ client }) =>
    purgeIn(
      client,
      schema,
      { app, form },
      found.map(({ id }) => id),
    ),
  );
}

/** The same in a transaction. What went along when they were deleted goes along for good, too. */
async function purgeIn(
  client: PoolClient,
  schema: string,
  { app, form }: { readonly app: string; readonly form: string },
  found: readonly string[],
): Promise<number> {
  const s = quoteName(schema);
  const tables = await tablesOf(client, schema, app, form);
  const own = tables.get(form);
  if (own === undefined) return 0;
  // Those that somebody is bringing back stay.
  const { rows } = await client.query<{ id: string }>(
    `DELETE FROM ${s}.${quoteName(own)} WHERE _id IN (
         SELECT _id FROM ${s}.${quoteName(own)} WHERE _id = ANY($1::uuid[]) AND _deleted_at IS NOT NULL
         ORDER BY _id FOR UPDATE SKIP LOCKED) RETURNING _id AS id`,
    [found],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const [name, table] of tables)
    if (name !== form)
      await client.query(`DELETE FROM ${s}.${quoteName(table)} WHERE _parent_id = ANY($1::uuid[])`, [ids]);
  const ref = `${app}:${form}`;
  await openHistory(client);
  for (const [table, { records }] of Object.entries(BESIDE_RECORDS))
    for (const column of records)
      await client.query(`DELETE FROM ${s}.${table} WHERE form = $1 AND ${column} = ANY($2::uuid[])`, [
        ref,
        ids,
      ]);
  await client.query(`UPDATE ${s}.file SET ${LEFT_ALONE} WHERE form = $1 AND record_id = ANY($2::uuid[])`, [
    ref,
    ids,
  ]);
  for (const [of, along] of await forgetDeleted(client, schema, ref, ids)) {
    const { app: inApp, key } = splitRef(of);
    await purgeIn(client, schema, { app: inApp, form: key }, along);
  }
  return ids.length;
}

/** The tables of a form and of its sub-forms, by their names in the storage catalog. */
async function tablesOf(
  on: Queryable,
  schema: string,
  app: string,
  form: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await on.query<{ form: string; table: string }>(
    `SELECT form, table_name AS table FROM ${quoteName(schema)}.form_storage
     WHERE app = $1 AND split_part(form, '.', 1) = $2`,
    [app, form],
  );
  return new Map(rows.map((row) => [row.form, row.table]));
}
