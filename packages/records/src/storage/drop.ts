import { openHistory, type PoolClient } from '@trellis/db';
import { BESIDE_RECORDS, LEFT_ALONE } from './beside.ts';
import { quoteName } from './names.ts';
import { isThere } from './there.ts';

/**
 * Drops the tables of forms with everything kept by form: history, number series, storage catalog. Rows of
 * sub-forms go with their form. That something was exported stays known; the files go. Part of the caller's
 * transaction. `forms` undefined = all of the app.
 */
export async function dropForms(
  client: PoolClient,
  schema: string,
  app: string,
  forms?: readonly string[],
): Promise<void> {
  const s = quoteName(schema);
  const { rows } = await client.query<{ form: string; table: string }>(
    `select form, table_name as table from ${s}.form_storage where app = $1 and ($2::text[] is null or split_part(form, '.', 1) = any($2))`,
    [app, forms ?? null],
  );
  for (const { table } of rows) await dropTable(client, s, table);
  const keys = rows.map((row) => row.form);
  const refs = keys.map((form) => `${app}:${form}`);
  await client.query(`delete from ${s}.field_storage where app = $1 and form = any($2)`, [app, keys]);
  await client.query(`delete from ${s}.form_storage where app = $1 and form = any($2)`, [app, keys]);
  await openHistory(client);
  for (const table of [...Object.keys(BESIDE_RECORDS), 'likeness_scan', 'merge_link', 'deletion_effect'])
    await client.query(`delete from ${s}.${table} where form = any($1)`, [refs]);
  await client.query(
    `with gone as (delete from ${s}.merge where form = any($1) returning id),
       links as (delete from ${s}.merge_link l using gone where l.merge_id = gone.id)
     delete from ${s}.merge_record r using gone where r.merge_id = gone.id`,
    [refs],
  );
  await client.query(`delete from ${s}.deletion_effect where target_form = any($1)`, [refs]);
  for (const table of ['list_shape', 'advised_index', 'advice_paused'])
    await client.query(`delete from ${s}.${table} where app = $1 and form = any($2)`, [app, keys]);
  await client.query(`delete from ${s}.computation where form = any($1)`, [refs]);
  await client.query(`update ${s}.file set ${LEFT_ALONE} where form = any($1)`, [refs]);
  // The next sweep takes the files.
  await client.query(
    `update ${s}.export_job set state = case state when 'running' then 'cancelled' else state end,
       finished_at = coalesce(finished_at, now()), expires_at = least(expires_at, now())
     where app = $1 and form = any($2)`,
    [app, keys],
  );
  // Series are named "app:form:field" and, where they start anew each year or month, the period.
  await client.query(
    `delete from ${s}.counter where split_part(key, ':', 1) || ':' || split_part(key, ':', 2) = any($1)`,
    [refs],
  );
}

/** A table with the blocks of its records, which name no form; one that is set aside may be gone already. */
async function dropTable(client: PoolClient, s: string, table: string): Promise<void> {
  const name = `${s}.${quoteName(table)}`;
  if (!(await isThere(client, name))) return;
  await client.query(`delete from ${s}.likeness l using ${name} r where l.record_id = r._id`);
  await client.query(`drop table ${name}`);
}
