import type { PoolClient } from '@trellis/db';
import { quoteName } from './names.ts';

/**
 * Drops the tables of forms with everything kept by form: history, number series, storage catalog. Rows of
 * sub-forms go with their form. Part of the caller's transaction. `forms` undefined = all of the app.
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
  for (const { table } of rows) await client.query(`drop table if exists ${s}.${quoteName(table)}`);
  const keys = rows.map((row) => row.form);
  const refs = keys.map((form) => `${app}:${form}`);
  await client.query(`delete from ${s}.field_storage where app = $1 and form = any($2)`, [app, keys]);
  await client.query(`delete from ${s}.form_storage where app = $1 and form = any($2)`, [app, keys]);
  for (const table of ['record_change', 'comment', 'follow', 'share_link'])
    await client.query(`delete from ${s}.${table} where form = any($1)`, [refs]);
  for (const table of ['list_shape', 'advised_index', 'advice_paused'])
    await client.query(`delete from ${s}.${table} where app = $1 and form = any($2)`, [app, keys]);
  await client.query(`delete from ${s}.computation where form = any($1)`, [refs]);
  // Their files wait for a record again, longer than any may: the next sweep takes them.
  await client.query(
    `update ${s}.file set form = null, field = null, record_id = null, uploaded_by = null, created_at = 'epoch'
     where form = any($1)`,
    [refs],
  );
  // Series are named "app:form:field" and, where they start anew each year or month, the period.
  await client.query(
    `delete from ${s}.counter where split_part(key, ':', 1) || ':' || split_part(key, ':', 2) = any($1)`,
    [refs],
  );
}
