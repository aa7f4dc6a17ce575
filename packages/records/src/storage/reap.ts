import type { PoolClient } from '@trellis/db';
import { dropForms } from './drop.ts';
import { quoteName } from './names.ts';
import { shortTx } from './short-tx.ts';

/**
 * Removes what publishes and installs left behind that never came to flip: tables without a published definition,
 * sample members of apps that are not there. The caller holds the publish lock, so nobody is in the middle of one.
 * @returns the forms whose tables were dropped, "app:form"
 */
export async function reapUnpublished(client: PoolClient, schema: string, app?: string): Promise<string[]> {
  const s = quoteName(schema);
  const { rows } = await client.query<{ app: string; form: string }>(
    `select f.app, f.form from ${s}.form_storage f
     where ($1::text is null or f.app = $1) and not exists (
       select 1 from ${s}.definition d
       where d.kind = 'form' and d.app = f.app and d.key = split_part(f.form, '.', 1) and d.published is not null)`,
    [app ?? null],
  );
  for (const row of rows) await shortTx(client, () => dropForms(client, schema, row.app, [row.form]));
  await client.query(
    `delete from ${s}.member m where m.sample_of is not null and m.account_id is null
     and ($1::text is null or m.sample_of = $1)
     and not exists (select 1 from ${s}.app a where a.key = m.sample_of)`,
    [app ?? null],
  );
  return rows.map((row) => `${row.app}:${row.form}`);
}
