import type pg from 'pg';
import { quote } from './quote.ts';

/** What refuses to change history; a backup leaves it out, the next start makes it again. */
export const HISTORY_GUARD = 'record_change_kept';
/** Says in a transaction that history may go. */
const OPEN = 'trellis.history';

/**
 * Has the database itself refuse to change or delete entries of history, in every part that there is or will be, whoever asks;
 * entries are only added, and what is older than it is kept goes by whole parts. Done again it changes nothing. Adding entries
 * pays nothing for it. Part of the caller's transaction.
 */
export async function guardHistory(client: pg.ClientBase, schema: string): Promise<void> {
  const s = quote(schema);
  const table = `${s}.record_change`;
  if (await isGuarded(client, table)) return;
  // Another server may be at it.
  await client.query(`lock table ${table} in share row exclusive mode`);
  if (await isGuarded(client, table)) return;
  await client.query(
    `create or replace function ${s}.${HISTORY_GUARD}() returns trigger language plpgsql as $guard$
     begin
       if current_setting('${OPEN}', true) = 'open' then
         return coalesce(new, old);
       end if;
       raise exception 'history is only added to' using errcode = 'insufficient_privilege';
     end $guard$`,
  );
  await client.query(
    `create trigger ${HISTORY_GUARD} before update or delete on ${table} for each row execute function ${s}.${HISTORY_GUARD}()`,
  );
}

/**
 * Lets the rest of a transaction take entries of history away, or encrypt them: for records and forms that go for good, values
 * that a field conceals, and entries that move into the part of their month.
 */
export async function openHistory(client: pg.ClientBase): Promise<void> {
  await client.query(`set local ${OPEN} = 'open'`);
}

async function isGuarded(client: pg.ClientBase, table: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from pg_trigger where tgrelid = $1::regclass and tgname = $2',
    [table, HISTORY_GUARD],
  );
  return rowCount !== 0;
}
