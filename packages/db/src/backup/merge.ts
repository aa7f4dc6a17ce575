import type pg from 'pg';
import { quote } from '../quote.ts';

/** Platform rows of a single workspace wait in temporary tables until they can be joined to what is there. */
export async function stagedPlatformTable(client: pg.ClientBase, table: string): Promise<string> {
  const name = `pg_temp.${quote(`platform_${table}`)}`;
  await client.query(
    `create temp table ${quote(`platform_${table}`)} (like platform.${quote(table)} including defaults) on commit drop`,
  );
  return name;
}

/** An account that the installation knows, by id or by e-mail, is used; the others are added. */
export async function mergePlatform(client: pg.ClientBase, schema: string): Promise<void> {
  await client.query('insert into platform.workspace select * from pg_temp.platform_workspace');
  await client.query(
    `insert into platform.account select * from pg_temp.platform_account t
     where not exists (select 1 from platform.account a where a.id = t.id or lower(a.email) = lower(t.email))`,
  );
  await client.query(
    `create temp table account_map on commit drop as
     select t.id as old, (select a.id from platform.account a where a.id = t.id or lower(a.email) = lower(t.email)
       order by a.id <> t.id limit 1) as new from pg_temp.platform_account t`,
  );
  await client.query(
    `insert into platform.membership (account_id, workspace_id, created_at)
     select m.new, t.workspace_id, t.created_at from pg_temp.platform_membership t
     join pg_temp.account_map m on m.old = t.account_id on conflict do nothing`,
  );
  await client.query(
    `update ${quote(schema)}.member x set account_id = m.new from pg_temp.account_map m
     where m.old = x.account_id and m.new <> m.old`,
  );
}
